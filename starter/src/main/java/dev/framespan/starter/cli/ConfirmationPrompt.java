package dev.framespan.starter.cli;

import dev.framespan.starter.progress.MoneyText;
import dev.framespan.starter.progress.TerminalProgress;
import dev.framespan.workflows.storyboard.Estimate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;

/** Asks before money is spent, where the operator can answer: standard input and output are terminals. */
final class ConfirmationPrompt {
    private final Console console;

    ConfirmationPrompt(Console console) {
        this.console = console;
    }

    boolean mayBuy(Estimate estimate) {
        return agrees("Buy this for up to " + MoneyText.words(estimate.total().usd()) + "?");
    }

    /** Yes also where the operator cannot answer. */
    boolean agrees(String question) {
        if (!TerminalProgress.isAnswerable()) {
            return true;
        }
        console.ask(question + " [y/N] ");
        try {
            BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            String answer = answers.readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            return false;
        }
    }
}
