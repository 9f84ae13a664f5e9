package dev.framespan.simulator.fault;

import dev.framespan.simulator.fault.InjectedFault.Point;
import java.util.Set;

/** What an injected fault does. Those that carry a number or a word take it after a colon: {@code status:503}. */
public enum Effect {
    /** The task is accepted and charged, then the connection is closed without an answer. */
    DROP_AFTER_ACCEPT(Answer.DROPPED, Point.submit),
    /** The connection is closed before anything is accepted. */
    DROP_BEFORE_ACCEPT(Answer.DROPPED, Point.submit),
    /** An error answer with this status; nothing is accepted. */
    STATUS(Answer.ERROR, Point.submit, Point.status, Point.result, Point.cancel),
    /** The task is accepted and charged; an error answer with this status. */
    ACCEPT_THEN_STATUS(Answer.ERROR, Point.submit),
    /** What was asked for is done; the answer is JSON cut in the middle. */
    GARBLED(Answer.CUT, Point.submit, Point.status, Point.cancel),
    /** The answer is a page of HTML with status 200. */
    HTML(Answer.HTML, Point.submit, Point.status, Point.result, Point.cancel),
    /** The answer comes after this many milliseconds. */
    DELAY(Answer.AS_IT_IS, Point.submit, Point.status, Point.result, Point.cancel, Point.callback),
    /** The task is accepted; the answer has the older form. */
    OLD_FORM(Answer.AS_IT_IS, Point.submit),
    /** A 302 to another address; nothing is accepted. */
    REDIRECT(Answer.REDIRECT, Point.submit, Point.status, Point.result),
    /** The answer names a state that no page has, such as {@code state:reviewing}; the task goes on as ever. */
    STATE(Answer.AS_IT_IS, Point.status),
    /** 404, as for a task that never was. */
    NOT_FOUND(Answer.NOT_FOUND, Point.status, Point.result, Point.cancel),
    /** The connection is closed: without an answer, or in the middle of a file. A callback is not made. */
    DROP(Answer.DROPPED, Point.status, Point.result, Point.cancel, Point.callback),
    /** The callback is made twice. */
    REPEAT(Answer.AS_IT_IS, Point.callback),
    /** The task fails in the end by the provider's fault. */
    FAIL(Answer.AS_IT_IS, Point.submit, Point.task),
    /** The task fails in the end by the content policy. */
    FAIL_POLICY(Answer.AS_IT_IS, Point.submit, Point.task),
    /** The file is cut in the middle, and its length says so. */
    TRUNCATE(Answer.CUT, Point.result),
    /** Bits are flipped in the middle of the file; its length is right. */
    FLIP(Answer.FLIPPED, Point.result),
    /** 94 bytes instead of the file. */
    STUB(Answer.STUB, Point.result),
    /** The fault's body instead of the file, under the file's name and type: a playlist, a drawing. */
    REPLACE(Answer.REPLACED, Point.result),
    /** 403, as for a link that has expired. */
    EXPIRED(Answer.EXPIRED, Point.result),
    /** A file of the right beginning that does not end before 3 GB. */
    OVERSIZE(Answer.ENDLESS, Point.result);

    /** What becomes of an answer that is ready. */
    public enum Answer {
        AS_IT_IS,
        CUT,
        DROPPED,
        /** With the status that the fault names. */
        ERROR,
        HTML,
        NOT_FOUND,
        REDIRECT,
        /** Of a file alone, as the others below. */
        ENDLESS,
        EXPIRED,
        FLIPPED,
        REPLACED,
        STUB
    }

    private final Answer answer;
    private final Set<Point> points;

    Effect(Answer answer, Point... points) {
        this.answer = answer;
        this.points = Set.of(points);
    }

    public Answer answer() {
        return answer;
    }

    boolean isPossibleOn(Point point) {
        return points.contains(point);
    }

    /** Whether it can strike an answer to which no task belongs, as a gateway does that does not read what it carries. */
    public boolean concernsAnswers() {
        return answer != Answer.AS_IT_IS || this == DELAY;
    }

    /** Whether a submission that it strikes is accepted all the same, and charged. */
    public boolean accepts() {
        return this != DROP_BEFORE_ACCEPT && this != STATUS && this != REDIRECT;
    }

    boolean hasNumber() {
        return answer == Answer.ERROR || this == DELAY;
    }
}
