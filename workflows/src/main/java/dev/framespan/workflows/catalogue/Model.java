package dev.framespan.workflows.catalogue;

/** What a provider makes something with. */
sealed interface Model permits VideoModel, ImageModel, SpeechModel {
    /** As the provider spells it. */
    String name();

    /** The provider's name, which begins the variables of its settings; null for {@link Defaults#PROVIDER}. */
    String provider();
}
