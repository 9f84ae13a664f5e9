package dev.framespan.workflows.generation;

/** Why a still, a clip or a film stopped. The kind alone decides what follows; nobody parses a message. */
public enum FailureKind {
    /** The provider may have accepted the request, and charged for it, and we cannot know. */
    AMBIGUOUS(Cure.DECISION),
    /** Refused by the provider's content policy. */
    POLICY(Cure.CHANGE_OR_DECISION),
    /** Refused by the provider, or by the catalogue, as not possible: a parameter, a picture. Nothing was bought. */
    REJECTED(Cure.CHANGE),
    /** Failed at the provider more than once, by the provider's fault. */
    FAILED_AGAIN(Cure.CHANGE_OR_DECISION),
    /** The provider no longer knows a task that it accepted. */
    LOST(Cure.ASK_AGAIN),
    /** What the provider delivered cannot be decoded, and could not when it was fetched again. */
    UNUSABLE(Cure.ASK_AGAIN),
    /** Failed at the provider once, by the provider's fault; the next render submits it again. */
    FAILED(Cure.RENDER),
    /** The task was cancelled before it began, and refunded. */
    CANCELLED(Cure.RENDER),
    /** The key is missing, wrong or not allowed to do this. */
    UNAUTHORIZED(Cure.ACCOUNT),
    /** The account's balance is used up. */
    BALANCE(Cure.ACCOUNT),
    /** The base URL leads elsewhere: a redirect, or answers that no provider gives. */
    ADDRESS(Cure.ACCOUNT),
    /** No connection to the provider for longer than patience allows. */
    UNREACHABLE(Cure.MEND),
    /** A picture has no URL at which the provider could see it. */
    UNSEEN(Cure.MEND),
    /** The store cannot be read or written: a full disk, a missing permission. */
    STORE(Cure.MEND),
    /** Clips could not be conformed or joined. */
    MEDIA(Cure.MEND),
    /** A fault of Framespan's own. */
    INTERNAL(Cure.MEND);

    private enum Cure {
        /** The operator decides to buy once more. */
        DECISION,
        /** Another storyboard; else the operator decides to buy the same once more. */
        CHANGE_OR_DECISION,
        /** Another storyboard: the same would be refused again. */
        CHANGE,
        /** What was paid for is asked for once more by the next render, for nothing. */
        ASK_AGAIN,
        /** The key, the balance, the address. */
        ACCOUNT,
        /** The next render, as soon as something is mended. */
        MEND,
        /** The next render. */
        RENDER
    }

    private final Cure cure;

    FailureKind(Cure cure) {
        this.cure = cure;
    }

    /** Whether this shot alone waits for somebody's decision; the others go on. */
    public boolean waitsForPerson() {
        return needsRebuy() || needsChange() || isAskedAgain();
    }

    /** Whether the same thing is submitted again only after the operator has decided to buy it once more. */
    public boolean needsRebuy() {
        return cure == Cure.DECISION || cure == Cure.CHANGE_OR_DECISION;
    }

    /** Whether the first cure is another storyboard. */
    public boolean needsChange() {
        return cure == Cure.CHANGE || cure == Cure.CHANGE_OR_DECISION;
    }

    /** Whether the next render asks once more, at no cost, for what was paid for. */
    public boolean isAskedAgain() {
        return cure == Cure.ASK_AGAIN;
    }

    /** Whether something outside the storyboard is to be mended first. */
    public boolean needsMending() {
        return cure == Cure.ACCOUNT || cure == Cure.MEND;
    }

    /** Whether every further submission would meet the same answer. */
    public boolean concernsAccount() {
        return cure == Cure.ACCOUNT;
    }
}
