package dev.framespan.workflows.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.workflows.payload.Payloads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an account's limits promise to all films and workers that share them. */
class AccountLimitsTest {
    private AccountLimits limits = new AccountLimits();
    private long now = 1_000_000_000L;
    private int allowed = 2;

    private static PermitRequest request(String film, int number) {
        return request(film, number, 0);
    }

    private static PermitRequest request(String film, int number, int priority) {
        String fingerprint = "v1:" + film + number;
        return new PermitRequest(
                film + number, "store", fingerprint, film, priority, film + "/1/" + number, "run", false);
    }

    private AccountReply ask(PermitRequest... requests) {
        return tell(List.of(requests), Map.of(), Map.of(), null);
    }

    private AccountReply submitted(String id) {
        return tell(List.of(), Map.of(id, "task-" + id), Map.of(), null);
    }

    private AccountReply submitted(String id, String task) {
        return tell(List.of(), Map.of(id, task), Map.of(), null);
    }

    private AccountReply ended(String id) {
        return tell(List.of(), Map.of(), Map.of(id, "task-" + id), null);
    }

    private AccountReply givenBack(String id) {
        return tell(List.of(), Map.of(), Map.of(id, ""), null);
    }

    private AccountReply refused(Duration rest) {
        return tell(List.of(), Map.of(), Map.of(), rest.toMillis());
    }

    private AccountReply tell(
            List<PermitRequest> asks, Map<String, String> submitted, Map<String, String> ended, Long refused) {
        return limits.exchange(
                new AccountExchange("worker", allowed, 10, asks, submitted, ended, refused, null, null, null, null),
                now);
    }

    private void wait(Duration time) {
        now += time.toMillis();
    }

    @Test
    void noMoreAreGrantedThanTheAccountMayHave() {
        AccountReply reply = ask(request("storm", 1), request("storm", 2), request("storm", 3));

        assertThat(reply.unused()).containsExactlyInAnyOrder("storm1", "storm2");
        assertThat(reply.waiting()).isEqualTo(1);
        submitted("storm1");
        assertThat(ask(request("storm", 3)).unused()).containsExactly("storm2");
        ended("storm1");
        assertThat(ask(request("storm", 3)).unused()).containsExactlyInAnyOrder("storm2", "storm3");
    }

    @Test
    void aSmallFilmDoesNotWaitForALargeOne() {
        ask(request("large", 1), request("large", 2), request("large", 3), request("large", 4));
        submitted("large1");
        submitted("large2");
        ask(request("small", 1));

        assertThat(ended("large1").unused()).containsExactly("small1");
    }

    @Test
    void filmsOfAHigherPriorityComeFirst() {
        ask(request("storm", 1), request("storm", 2), request("storm", 3));
        submitted("storm1");
        submitted("storm2");
        ask(request("calm", 1), request("urgent", 1, 5), request("urgent", 2, 5));

        assertThat(ended("storm1").unused()).containsExactly("urgent1");
        assertThat(ended("storm2").unused()).containsExactlyInAnyOrder("urgent1", "urgent2");
    }

    @Test
    void aTaskThatEndsBeforeItIsKnownToRunGivesItsPermitBack() {
        ask(request("storm", 1));

        ended("storm1");
        assertThat(submitted("storm1").running()).isZero();
    }

    @Test
    void whatIsToldTwiceDoesNotEndThePermitOfTheNextSubmission() {
        ask(request("storm", 1));
        submitted("storm1");
        ended("storm1");
        ask(request("storm", 1));
        tell(List.of(), Map.of("storm1", "another"), Map.of(), null);

        assertThat(ended("storm1").running()).isEqualTo(1);
        assertThat(tell(List.of(), Map.of(), Map.of("storm1", "another"), null).running())
                .isZero();
    }

    @Test
    void whatIsGrantedAndNotFetchedGoesToTheNext() {
        ask(request("storm", 1), request("storm", 2));
        ask(request("calm", 1), request("calm", 2));
        givenBack("storm1");
        assertThat(tell(List.of(), Map.of(), Map.of(), null).unused()).containsExactlyInAnyOrder("storm2", "calm1");

        wait(Duration.ofSeconds(21));
        assertThat(tell(List.of(), Map.of(), Map.of(), null).unused())
                .as("calm1 was granted while no worker asked; storm2 was granted to one that did")
                .containsExactlyInAnyOrder("storm2", "calm2");
    }

    @Test
    void anUnclearPermitReturnsAfterHalfAnHour() {
        ask(request("storm", 1), request("storm", 2));

        wait(Duration.ofMinutes(29));
        assertThat(ask(request("calm", 1)).unused()).doesNotContain("calm1");
        wait(Duration.ofMinutes(2));
        assertThat(ask(request("calm", 1)).unused()).containsExactly("calm1");
    }

    @Test
    void aRefusalGivesTheProviderItsRestAndTriesFewerThenMore() {
        allowed = 20;
        for (int i = 1; i <= 5; i++) {
            ask(request("storm", i));
            submitted("storm" + i);
        }
        AccountReply refused = refused(Duration.ofSeconds(30));

        assertThat(refused.limit()).as("as many as it has taken").isEqualTo(5);
        assertThat(refused.restMillis()).isEqualTo(30_000);
        ended("storm1");
        assertThat(ask(request("storm", 6)).unused()).isEmpty();
        wait(Duration.ofSeconds(30));
        assertThat(ask(request("storm", 6), request("storm", 7)).unused()).containsExactly("storm6");
        wait(Duration.ofSeconds(15));
        assertThat(ask(request("storm", 7)).limit()).isEqualTo(6);
        wait(Duration.ofHours(1));
        assertThat(ask(request("storm", 7)).limit()).isEqualTo(20);
    }

    @Test
    void theSmallestSettingOfTheWorkersThatAreThereCounts() {
        limits.exchange(new AccountExchange("other", 1, 4, List.of(), null, null, null, null, null, null, null), now);

        AccountReply both = ask(request("storm", 1), request("storm", 2));
        assertThat(both.limit()).isEqualTo(1);
        assertThat(both.perSecond()).as("a half of four").isEqualTo(2);
        wait(Duration.ofMinutes(3));
        AccountReply alone = ask();
        assertThat(alone.limit()).isEqualTo(2);
        assertThat(alone.perSecond()).isEqualTo(10);
    }

    @Test
    void itIsTheSameAfterItWasWrittenAndRead() throws JsonProcessingException {
        ask(request("storm", 1), request("storm", 2), request("calm", 1));
        submitted("storm1");
        refused(Duration.ofSeconds(2));
        String written = Payloads.json().writeValueAsString(limits);

        limits = Payloads.json().readValue(written, AccountLimits.class);

        assertThat(Payloads.json().writeValueAsString(limits)).isEqualTo(written);
        wait(Duration.ofMinutes(1));
        assertThat(ended("storm1").unused()).containsExactlyInAnyOrder("storm2", "calm1");
    }

    @Test
    void eachOfManyPermitsIsLookedAfterInTurn() {
        allowed = 7;
        for (int i = 1; i <= 7; i++) {
            ask(request("storm", i));
        }
        wait(Duration.ofMinutes(3));

        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            limits.grantedBefore(now, 3)
                    .forEach(permit -> seen.add(permit.holder().id()));
        }
        assertThat(seen).hasSize(9).contains("storm1", "storm2", "storm3", "storm4", "storm5", "storm6", "storm7");
    }

    /** Two films of a hundred shots, random lengths of tasks: never too many, and shared alike. */
    @Test
    void twoFilmsThatBeginTogetherEndTogether() {
        allowed = 20;
        Random random = new Random(7);
        Map<String, Long> ends = new HashMap<>();
        Map<String, Integer> left = new HashMap<>(Map.of("storm", 100, "calm", 100));
        Map<String, Long> finished = new HashMap<>();
        List<PermitRequest> wanted = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            wanted.add(request("storm", i));
            wanted.add(request("calm", i));
        }
        ask(wanted.toArray(PermitRequest[]::new));
        while (!left.isEmpty()) {
            wait(Duration.ofSeconds(1));
            for (String id : List.copyOf(ends.keySet())) {
                if (ends.get(id) <= now) {
                    ends.remove(id);
                    ended(id);
                    String film = id.replaceAll("\\d", "");
                    if (left.merge(film, -1, Integer::sum) == 0) {
                        left.remove(film);
                        finished.put(film, now);
                    }
                }
            }
            AccountReply reply = ask();
            Set<String> granted = reply.unused();
            for (PermitRequest each : wanted) {
                if (granted.contains(each.id())) {
                    ask(each);
                    submitted(each.id());
                    ends.put(each.id(), now + 5_000 + random.nextInt(20_000));
                }
            }
            assertThat(ends).hasSizeLessThanOrEqualTo(20);
        }
        double storm = finished.get("storm") - 1_000_000_000L;
        double calm = finished.get("calm") - 1_000_000_000L;
        assertThat(Math.abs(storm - calm)).isLessThan(0.1 * Math.max(storm, calm));
    }

    private AccountReply tells(
            String worker, List<PermitRequest> asks, Map<String, String> submitted, Map<String, String> ended) {
        List<PermitRequest> holders =
                submitted.keySet().stream().map(id -> request("storm", 1)).toList();
        return limits.exchange(
                new AccountExchange(worker, 1, 10, asks, submitted, ended, null, null, null, null, holders), now);
    }

    @Test
    void twoWorkersThatBuyTheSameTakeNoPermitFromEachOther() {
        tells("one", List.of(request("storm", 1)), Map.of(), Map.of());
        assertThat(tells("two", List.of(request("storm", 1), request("storm", 2)), Map.of(), Map.of())
                        .unused())
                .containsExactly("storm1");

        AccountReply reply = tells("two", List.of(), Map.of(), Map.of("storm1", ""));

        assertThat(reply.unused()).containsExactly("storm1");
        assertThat(reply.waiting()).isEqualTo(1);
        assertThat(tells("one", List.of(), Map.of(), Map.of("storm1", "")).unused())
                .containsExactly("storm2");
    }

    @Test
    void whatRunsUnknownCountsFromWhenItIsHeardOf() {
        AccountReply reply = tells("one", List.of(), Map.of("storm1", "task-1"), Map.of());

        assertThat(reply.running()).isEqualTo(1);
        assertThat(tells("two", List.of(request("storm", 2)), Map.of(), Map.of())
                        .unused())
                .isEmpty();
        tells("two", List.of(), Map.of(), Map.of("storm1", "task-1"));
        assertThat(tells("one", List.of(), Map.of("storm1", "task-1"), Map.of()).unused())
                .as("told twice, after its end")
                .containsExactly("storm2");
    }

    @Test
    void aRestIsAsLongAsTheProviderWantsItAndNoLongerWhenAClockIsSetBack() {
        refused(Duration.ofMinutes(30));
        wait(Duration.ofMinutes(29));
        assertThat(ask(request("storm", 1)).unused()).isEmpty();
        wait(Duration.ofMinutes(2));
        assertThat(ask(request("storm", 1)).unused()).containsExactly("storm1");

        refused(Duration.ofSeconds(1));
        now -= Duration.ofHours(2).toMillis();
        assertThat(ask(request("storm", 2)).restMillis()).isZero();
    }

    @Test
    void aClockThatIsSetBackAnHourKeepsNoPermitAndNoDeadWorkerLonger() {
        limits.exchange(new AccountExchange("dead", 1, 4, List.of(), null, null, null, null, null, null, null), now);
        allowed = 1;
        ask(request("storm", 1));
        submitted("storm1", "");
        now -= Duration.ofHours(1).toMillis();
        ask(request("calm", 1));
        wait(Duration.ofMinutes(31));
        AccountReply reply = ask(request("calm", 1));

        assertThat(reply.unused()).containsExactly("calm1");
        assertThat(reply.perSecond()).as("of the worker that lives").isEqualTo(10);
    }

    @Test
    void aClockThatJumpsAheadAnHourGivesNoPermitAwayUnderWhichATaskRuns() {
        ask(request("storm", 1), request("storm", 2));
        submitted("storm1");
        submitted("storm2");
        wait(Duration.ofHours(1));

        assertThat(ask(request("calm", 1)).unused()).isEmpty();
        assertThat(ended("storm1").unused()).containsExactly("calm1");
    }

    @Test
    void oneTaskInDoubtDoesNotHoldAnAccountOfOneTaskForHalfAnHour() {
        allowed = 1;
        ask(request("storm", 1));
        submitted("storm1", "");
        assertThat(ask(request("calm", 1)).unused()).isEmpty();
        wait(Duration.ofSeconds(121));

        assertThat(ask(request("calm", 1), request("calm", 2)).unused()).containsExactly("calm1");
        wait(Duration.ofSeconds(10));
        assertThat(ask(request("calm", 2)).unused())
                .as("one more, and no others")
                .doesNotContain("calm2");
        submitted("calm1");
        assertThat(ask(request("calm", 2)).unused()).isEmpty();
        ended("calm1");
        assertThat(ask(request("calm", 2)).unused()).containsExactly("calm2");
    }

    @Test
    void requestsAreMadeMoreSeldomAfterARefusalAndSoonAsOftenAsBefore() {
        assertThat(ask().perSecond()).isEqualTo(10);
        assertThat(refused(Duration.ofSeconds(1)).perSecond()).isEqualTo(5);
        wait(Duration.ofSeconds(20));
        assertThat(ask().perSecond()).isEqualTo(10);
    }

    @Test
    void ofManyThatWaitThoseThatComeNextAreToldSoForEachFilm() {
        allowed = 20;
        for (int i = 1; i <= 300; i++) {
            ask(request("large", i), request("other", i));
            wait(Duration.ofMillis(1));
        }
        AccountReply reply = ask();

        assertThat(reply.soon()).hasSize(20).contains("large11", "other11").doesNotContain("large299");
        assertThat(reply.stay("large11")).isEqualTo(Duration.ofSeconds(2));
        assertThat(reply.stay("large299")).isGreaterThan(Duration.ofSeconds(10));
        assertThat(reply.comesNext("large11")).as("each film's first").isTrue();
        assertThat(reply.comesNext("other11")).isTrue();
        assertThat(reply.comesNext("large30")).isFalse();
    }

    @Test
    void ofFewThatWaitTheFirstComeNext() {
        allowed = 1;
        for (int i = 1; i <= 30; i++) {
            ask(request("storm", i));
            wait(Duration.ofMillis(1));
        }

        assertThat(ask().comesNext("storm2")).isTrue();
        assertThat(ask().comesNext("storm30")).isFalse();
    }

    @Test
    void whatPerhapsRunsCountsAmongWhatTheProviderTakes() {
        allowed = 5;
        ask(request("storm", 1), request("storm", 2), request("storm", 3), request("storm", 4));
        tell(List.of(), Map.of("storm1", "", "storm2", "", "storm3", "task-3"), Map.of(), null);

        assertThat(refused(Duration.ofSeconds(1)).limit()).isEqualTo(3);
        assertThat(tell(List.of(), Map.of(), Map.of("storm1", ""), null).running())
                .as("nothing says that it does not run")
                .isEqualTo(4);
        assertThat(tell(List.of(), Map.of(), Map.of("storm1", "found-1"), null).running())
                .as("it was found, and has ended")
                .isEqualTo(3);
        wait(Duration.ofMinutes(31));
        assertThat(ask(request("storm", 5)).running())
                .as("task-3, and the new one")
                .isEqualTo(2);
    }

    @Test
    void whatIsSubmittedAgainAfterADoubtHasThePermitOfTheDoubt() {
        ask(request("storm", 1));
        tell(List.of(), Map.of("storm1", ""), Map.of(), null);

        assertThat(ask(request("storm", 1)).unused()).containsExactly("storm1");
        assertThat(submitted("storm1").running()).isEqualTo(1);
        assertThat(ended("storm1").running()).isZero();
    }
}
