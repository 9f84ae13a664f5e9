package dev.framespan.generation;

/** Why a still, a clip or a film stopped. The kind alone decides what follows; nobody parses a message. */
public enum FailureKind {
    /** The provider may have accepted the request, and charged for it, and we cannot know. */
    AMBIGUOUS(Cure.PERSON),
    /** Refused by the provider's content policy. */
    POLICY(Cure.PERSON),
    /** Refused by the provider, or by the catalogue, as not possible: a parameter, a picture. Nothing was bought. */
    REJECTED(Cure.PERSON),
    /** Failed at the provider more than once, by the provider's fault. */
    FAILED_AGAIN(Cure.PERSON),
    /** The provider no longer knows a task that it accepted. */
    LOST(Cure.PERSON),
    /** What the provider delivered cannot be decoded, and could not when it was fetched again. */
    UNUSABLE(Cure.PERSON),
    /** Failed at the provider once, by the provider's fault; the next render submits it again. */
    FAILED(Cure.AGAIN),
    /** The task was cancelled before it began, and refunded. */
    CANCELLED(Cure.AGAIN),
    /** The key is missing, wrong or not allowed to do this. */
    UNAUTHORIZED(Cure.ACCOUNT),
    /** The account's balance is used up. */
    BALANCE(Cure.ACCOUNT),
    /** The base URL leads elsewhere: a redirect, or answers that no provider gives. */
    ADDRESS(Cure.ACCOUNT),
    /** No connection to the provider for longer than patience allows. */
    UNREACHABLE(Cure.AGAIN),
    /** A picture has no URL at which the provider could see it. */
    UNSEEN(Cure.AGAIN),
    /** The store cannot be read or written: a full disk, a missing permission. */
    STORE(Cure.AGAIN),
    /** Clips could not be conformed or joined. */
    MEDIA(Cure.AGAIN),
    /** A fault of Framespan's own. */
    INTERNAL(Cure.AGAIN);

    private enum Cure {
        PERSON,
        ACCOUNT,
        AGAIN
    }

    private final Cure cure;

    FailureKind(Cure cure) {
        this.cure = cure;
    }

    /** Whether this shot alone waits for somebody's decision; the others go on. */
    public boolean waitsForPerson() {
        return cure == Cure.PERSON;
    }

    /** Whether every further submission would meet the same answer. */
    public boolean concernsAccount() {
        return cure == Cure.ACCOUNT;
    }
}
