package dev.framespan.workflows.generation;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a still, a clip or a film stopped. The kind alone decides what follows; a message decides nothing.
 *
 * <p>What a workflow can do about it stands at each kind. Where it says nothing, what is wrong is outside of the workflow and its message has the remedy:
 * a workflow lets it pass, all other shots are made first, and the next run of the same goes on from there.
 */
public enum FailureKind {
    /** The provider may have accepted the request, and charged for it, and we cannot know. Whether to pay twice is a person's to decide: a workflow lets it pass. */
    AMBIGUOUS(Remedy.DECISION),
    /** Refused by the provider's content policy; nothing was charged. A workflow can ask for something else under another name. */
    POLICY(Remedy.CHANGE_OR_DECISION),
    /**
     * Refused by the provider, or by the catalogue, as not possible: a parameter, a picture. Nothing was bought. A workflow can ask for something else
     * under another name.
     */
    REJECTED(Remedy.CHANGE),
    /** Failed at the provider more than once, by the provider's fault. A workflow can ask for another take. */
    FAILED_AGAIN(Remedy.CHANGE_OR_DECISION),
    /** The provider no longer knows a task that it accepted. The next run asks for it again, for nothing: a workflow lets it pass. */
    LOST(Remedy.ASK_AGAIN),
    /** What the provider delivered cannot be decoded, and could not when it was fetched again. The next run fetches it again: a workflow lets it pass. */
    UNUSABLE(Remedy.ASK_AGAIN),
    /**
     * What the provider answered at once is no use, or no longer in the store, and the provider keeps no copy of it. Whether to pay twice is a
     * person's to decide: a workflow lets it pass.
     */
    GONE(Remedy.DECISION),
    /** Failed at the provider once, by the provider's fault; the next run submits it again. A workflow can ask for another take. */
    FAILED(Remedy.RENDER),
    /** The task was cancelled before it began, and refunded. A workflow can ask for another take. */
    CANCELLED(Remedy.RENDER),
    /** The key is missing, wrong or not allowed to do this. Every further purchase would meet the same: a workflow lets it pass. */
    UNAUTHORIZED(Remedy.ACCOUNT),
    /** The account's balance is used up. Every further purchase would meet the same: a workflow lets it pass. */
    BALANCE(Remedy.ACCOUNT),
    /**
     * The base URL leads elsewhere: a redirect, or answers that no provider gives. Every further purchase would meet the same: a workflow lets it pass.
     */
    ADDRESS(Remedy.ACCOUNT),
    /** It would go over the film's budget: nothing was submitted. Its promise stays open until there is room; a workflow need do nothing. */
    BUDGET(Remedy.BUDGET),
    /** The film was priced by another catalogue than the worker's: nothing was submitted. */
    REPRICED(Remedy.RENDER),
    /** No price is known for it, where what is spent is limited: nothing was submitted. */
    UNPRICED(Remedy.MEND),
    /**
     * It costs more than all films of the store together may cost on a day, or, where the stop says {@linkplain Stop#askIn when to ask
     * again}, more than what is left of that: nothing was submitted.
     */
    DAY_LIMIT(Remedy.MEND),
    /** The account runs as many tasks as it may, or asks too often: nothing is wrong, it is only too early. */
    RATE_LIMITED(Remedy.MEND),
    /** No connection to the provider for longer than patience allows. */
    UNREACHABLE(Remedy.MEND),
    /** The operator has left it out. {@code cut} makes the film without it; a workflow that uses it otherwise can do without, too. */
    SKIPPED(Remedy.RENDER),
    /** A picture or clip that it is made from was left out: nothing was submitted. A workflow can ask for it with another one, or do without. */
    INPUT_SKIPPED(Remedy.CHANGE),
    /** A picture has no URL at which the provider could see it. */
    UNSEEN(Remedy.MEND),
    /** The store cannot be read or written: a full disk, a missing permission. */
    STORE(Remedy.MEND),
    /** Clips could not be conformed or joined. */
    MEDIA(Remedy.MEND),
    /** A fault of Framespan's own. */
    INTERNAL(Remedy.MEND);

    private enum Remedy {
        /** The operator decides to buy once more. */
        DECISION,
        /** Another storyboard; else the operator decides to buy the same once more. */
        CHANGE_OR_DECISION,
        /** Another storyboard: the same would be refused again. */
        CHANGE,
        /** What was paid for is asked for once more by the next render, for nothing. */
        ASK_AGAIN,
        /** The operator raises the budget. */
        BUDGET,
        /** The key, the balance, the address. */
        ACCOUNT,
        /** The next render, as soon as something is mended. */
        MEND,
        /** The next render. */
        RENDER
    }

    private final Remedy remedy;

    FailureKind(Remedy remedy) {
        this.remedy = remedy;
    }

    /**
     * The kind of a name.
     *
     * @param name as the constant is spelled
     * @return empty where no kind is called so
     */
    public static Optional<FailureKind> of(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** {@return whether the next attempt may succeed without anything being mended: nothing was accepted, only too early} */
    public boolean passesWithTime() {
        return this == RATE_LIMITED || this == UNREACHABLE;
    }

    /** {@return whether a film that stays open asks for it again by itself from time to time: the same may go well when something else has passed} */
    public boolean isAskedAgainByItself() {
        return passesWithTime() || this == STORE;
    }

    /** {@return whether this shot alone waits for the operator; the others go on} */
    public boolean waitsForPerson() {
        return needsRebuy() || needsChange() || isAskedAgain() || this == BUDGET;
    }

    /** {@return whether the same thing is submitted again only after the operator has decided to buy it once more} */
    public boolean needsRebuy() {
        return remedy == Remedy.DECISION || remedy == Remedy.CHANGE_OR_DECISION;
    }

    /** {@return whether the first remedy is another storyboard} */
    public boolean needsChange() {
        return remedy == Remedy.CHANGE || remedy == Remedy.CHANGE_OR_DECISION;
    }

    /** {@return whether the next render asks once more, at no cost, for what was paid for} */
    public boolean isAskedAgain() {
        return remedy == Remedy.ASK_AGAIN;
    }

    /**
     * Whether what was paid for may still be had for nothing, so that it is looked for before it is bought again: at the provider, or in the
     * store, where what was missing may be back.
     *
     * @return true for what was paid for
     */
    public boolean isLookedForAgain() {
        return isAskedAgain() || this == GONE;
    }

    /** {@return whether something outside the storyboard is to be mended first} */
    public boolean needsMending() {
        return remedy == Remedy.ACCOUNT || remedy == Remedy.MEND;
    }

    /** {@return whether what had been reserved for it may be free for others: it was not accepted, or is taken for given back} */
    public boolean mayMakeRoom() {
        return switch (this) {
            case POLICY,
                    REJECTED,
                    FAILED_AGAIN,
                    FAILED,
                    CANCELLED,
                    DAY_LIMIT,
                    UNREACHABLE,
                    UNSEEN,
                    STORE,
                    INTERNAL -> true;
            case AMBIGUOUS,
                    LOST,
                    UNUSABLE,
                    UNAUTHORIZED,
                    BALANCE,
                    ADDRESS,
                    BUDGET,
                    REPRICED,
                    UNPRICED,
                    GONE,
                    RATE_LIMITED,
                    SKIPPED,
                    INPUT_SKIPPED,
                    MEDIA -> false;
        };
    }

    /** {@return whether every further submission would meet the same answer} */
    public boolean concernsAccount() {
        return remedy == Remedy.ACCOUNT;
    }
}
