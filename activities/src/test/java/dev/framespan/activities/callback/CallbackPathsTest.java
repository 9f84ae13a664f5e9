package dev.framespan.activities.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.MemoryStore;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what a store gave out itself is taken as a call of its provider. */
class CallbackPathsTest {
    private static final CallbackTask GULL = new CallbackTask("v1:" + "ab".repeat(32), 12);
    private static final String NONCE = "0f".repeat(32);

    private final MemoryStore store = new MemoryStore();
    private CallbackPaths paths;

    @BeforeEach
    void makeTheSecret() throws IOException {
        paths = of(store, "example.org");
    }

    private static CallbackPaths of(MemoryStore store, String realm) throws IOException {
        CallbackSecret secret = new CallbackSecret(store);
        secret.make();
        return new CallbackPaths(secret, realm);
    }

    @Test
    void aPathThatWasGivenOutNamesItsSubmission() throws IOException {
        String path = paths.of(GULL).orElseThrow();

        assertThat(path).matches("/callbacks/(ab){32}/12/[0-9a-f]{64}");
        assertThat(paths.task(path)).contains(GULL);
        assertThat(of(store, "example.org").task(path))
                .as("in another process of the store")
                .contains(GULL);
    }

    @Test
    void anotherStoreAndAnotherProviderKnowNothingOfIt() throws IOException {
        String path = paths.of(GULL).orElseThrow();

        assertThat(of(new MemoryStore(), "example.org").task(path)).isEmpty();
        assertThat(of(store, "example.com").task(path)).isEmpty();
    }

    @Test
    void aPathInWhichAnyCharacterIsAnotherIsNone() {
        String path = paths.of(GULL).orElseThrow();
        for (int i = 0; i < path.length(); i++) {
            for (char other : "0/a%".toCharArray()) {
                String changed = path.substring(0, i) + other + path.substring(i + 1);
                if (!changed.equals(path)) {
                    assertThat(paths.task(changed)).as(changed).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/callbacks/", "/callbacks/ab/1/cd", "/callbacks/nonce", "/callbacks/../callbacks/x"})
    void otherPathsAreNone(String path) {
        assertThat(paths.task(path)).isEmpty();
        assertThat(paths.proof(path)).isEmpty();
        assertThat(paths.task(path + "/" + "a".repeat(1_000_000))).isEmpty();
    }

    @Test
    void onlyAProcessOfTheStoreProvesItselfAndOnlyToAnother() throws IOException {
        String question = paths.nonce(NONCE).orElseThrow();

        assertThat(of(store, "example.org").proof(question)).isEqualTo(paths.proofOf(NONCE));
        assertThat(of(new MemoryStore(), "example.org").proof(question)).isEmpty();
        assertThat(paths.proof(question.replace("0f0f/", "0f0e/"))).isEmpty();
        assertThat(paths.task(question)).isEmpty();
        assertThat(paths.proofOf(NONCE).orElseThrow())
                .isNotIn(question, paths.of(GULL).orElseThrow());
    }

    @Test
    void aStoreWithoutASecretGivesOutNothingAndTakesNothing() throws IOException {
        CallbackPaths none = new CallbackPaths(new CallbackSecret(new MemoryStore()), "example.org");

        assertThat(none.of(GULL)).isEmpty();
        assertThat(none.task(paths.of(GULL).orElseThrow())).isEmpty();
    }

    @Test
    void aDamagedSecretIsSaidWithItsCure() throws IOException {
        store.replace(CallbackSecret.RECORD, new byte[3]);

        assertThatThrownBy(() -> new CallbackSecret(store).make())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("callbacks/secret is damaged; take the file away");
        assertThat(new CallbackPaths(new CallbackSecret(store), "example.org").of(GULL))
                .isEmpty();
    }
}
