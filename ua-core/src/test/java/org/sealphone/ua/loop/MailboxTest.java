package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.ua.api.MailboxNews;
import org.sealphone.ua.api.UaEvent;

/** What the mailbox holds, subscribed to (RFC 3842, RFC 6665), and how its trunk may answer, forget or end that. */
class MailboxTest {
    private static final String CONTACT = "Contact: <sips:mwi@pbx.example:5061>";

    private final Bench bench = new Bench(builder -> builder.mailboxNews(MailboxNews.SUBSCRIBED));
    private int cseq = 1;

    private List<SipText> subscribes() {
        return bench.trunk().requests("SUBSCRIBE");
    }

    private SipText last() {
        List<SipText> all = subscribes();
        return all.get(all.size() - 1);
    }

    private void says(int status, String... more) {
        bench.trunk().say(last().respond(status, "mwi", "", more));
        bench.settle();
    }

    private void stands() {
        bench.registered();
        says(200, "Expires: 3600", CONTACT);
    }

    private String notify(String tag, int number, String state, String summary) {
        return bench.trunk()
                .inside(
                        subscribes().get(0),
                        tag,
                        "NOTIFY",
                        number,
                        "Event: message-summary\r\nSubscription-State: " + state + "\r\n",
                        summary)
                .replace("application/sdp", "application/simple-message-summary");
    }

    private int notified(String state, String summary) {
        bench.trunk().say(notify("mwi", cseq++, state, summary));
        bench.settle();
        return bench.trunk().last().isRequest()
                ? bench.trunk().got.get(bench.trunk().got.size() - 2).status()
                : bench.trunk().last().status();
    }

    private List<String> findings() {
        return bench.events(UaEvent.Found.class).stream()
                .map(found -> found.finding().what().reason().code() + " "
                        + found.finding().what().detail())
                .toList();
    }

    @Test
    void RFC_3842_once_registered_the_mailbox_is_subscribed_to_and_what_it_holds_is_told() {
        bench.ua.register();
        bench.settle();
        assertThat(subscribes()).as("not before").isEmpty();
        bench.grants();
        assertThat(subscribes()).hasSize(1);
        SipText first = last();
        assertThat(first.uri()).isEqualTo("sips:alice@pbx.example");
        assertThat(first.header("To")).isEqualTo("<sips:alice@pbx.example>");
        assertThat(first.header("Event")).isEqualTo("message-summary");
        assertThat(first.all("Accept")).containsExactly("application/simple-message-summary");
        assertThat(first.header("Expires")).isEqualTo("3600");
        assertThat(first.header("Contact")).contains("alice@");
        says(200, "Expires: 3600", CONTACT);
        assertThat(notified("active;expires=3600", "Messages-Waiting: yes\r\nVoice-Message: 2/8\r\n"))
                .isEqualTo(200);
        assertThat(bench.events(UaEvent.MessagesWaiting.class))
                .singleElement()
                .satisfies(told -> assertThat(told.fresh()).contains(2));
        assertThat(findings()).isEmpty();
    }

    @Test
    void an_account_that_wants_to_be_told_alone_asks_nothing() {
        Bench quiet = new Bench();
        quiet.registered();
        quiet.run(7_200_000);
        assertThat(quiet.trunk().requests("SUBSCRIBE")).isEmpty();
    }

    @Test
    void a_challenge_is_answered_in_the_same_conversation() {
        bench.registered();
        says(401, RegistrationTest.SHA256);
        assertThat(subscribes()).hasSize(2);
        assertThat(last().header("Authorization")).contains("uri=\"sips:alice@pbx.example\"");
        assertThat(last().header("Call-ID")).isEqualTo(subscribes().get(0).header("Call-ID"));
        assertThat(last().header("CSeq")).isEqualTo("2 SUBSCRIBE");
        says(202, "Expires: 3600", CONTACT);
        assertThat(notified("active", "Messages-Waiting: no\r\n")).isEqualTo(200);
    }

    @Test
    void it_is_refreshed_in_its_dialog_and_on_the_way_that_was_recorded() {
        bench.registered();
        says(
                200,
                "Expires: 600",
                CONTACT,
                "Record-Route: <sips:edge.example;lr>",
                "Record-Route: <sips:core.example;lr>");
        bench.run(530_000);
        assertThat(subscribes()).hasSize(1);
        bench.run(20_000);
        assertThat(subscribes()).hasSize(2);
        assertThat(last().uri()).isEqualTo("sips:mwi@pbx.example:5061");
        assertThat(last().header("To")).isEqualTo("<sips:alice@pbx.example>;tag=mwi");
        assertThat(String.join(",", last().all("Route")).replaceAll("\\s", ""))
                .isEqualTo("<sips:core.example;lr>,<sips:edge.example;lr>");
        assertThat(last().header("Call-ID")).isEqualTo(subscribes().get(0).header("Call-ID"));
        says(200, "Expires: 600", CONTACT);
        bench.run(550_000);
        assertThat(subscribes()).as("and again").hasSize(3);
    }

    @Test
    void a_NOTIFY_may_be_quicker_than_the_answer_and_may_say_that_less_is_left() {
        bench.registered();
        assertThat(notified("active", "Messages-Waiting: yes\r\n")).isEqualTo(200);
        says(200, "Expires: 3600", CONTACT);
        assertThat(notified("active;expires=100", "")).isEqualTo(200);
        bench.run(50_000);
        assertThat(subscribes()).hasSize(1);
        bench.run(15_000);
        assertThat(subscribes()).as("before 100 seconds are over").hasSize(2);
    }

    @Test
    void what_belongs_to_no_subscription_of_ours_is_told_so_and_tells_nothing() {
        stands();
        bench.trunk().say(notify("other", 1, "active", "Messages-Waiting: yes\r\n"));
        bench.settle();
        assertThat(bench.trunk().last().status()).as("another branch").isEqualTo(481);
        assertThat(notified("active", "Voice-Message: 2/8\r\n"))
                .as("no summary")
                .isEqualTo(400);
        assertThat(bench.events(UaEvent.MessagesWaiting.class)).isEmpty();
        assertThat(notified("active", "Messages-Waiting: yes\r\n")).isEqualTo(200);
        cseq--;
        assertThat(notified("active", "Messages-Waiting: no\r\n"))
                .as("not new (RFC 3261 12.2.2)")
                .isEqualTo(500);
        assertThat(bench.events(UaEvent.MessagesWaiting.class)).hasSize(1);
    }

    @Test
    void a_trunk_that_has_forgotten_it_is_asked_anew_in_another_conversation() {
        stands();
        bench.run(3_250_000);
        assertThat(subscribes()).hasSize(2);
        says(481);
        bench.run(5_000);
        assertThat(subscribes()).hasSize(3);
        assertThat(last().header("Call-ID")).isNotEqualTo(subscribes().get(0).header("Call-ID"));
        assertThat(last().header("To")).isEqualTo("<sips:alice@pbx.example>");
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403, 200, 1", "404, 481, 1", "489, 481, 1", "503, 200, 0"})
    void a_refresh_that_fails_ends_it_with_some_codes_and_lets_it_run_out_with_others(int status, int heard, int told) {
        stands();
        bench.run(3_250_000);
        assertThat(subscribes()).hasSize(2);
        says(status);
        assertThat(notified("active", "Messages-Waiting: yes\r\n")).isEqualTo(heard);
        assertThat(findings()).hasSize(told);
        bench.run(400_000);
        assertThat(subscribes().size() > 2).as("asked for again").isEqualTo(told == 0);
    }

    @ParameterizedTest
    @CsvSource({"403", "404", "405", "481", "489", "302"})
    void SIP_40_a_refusal_is_told_once_and_not_asked_again_before_another_flow(int status) {
        bench.registered();
        says(status);
        bench.run(7_300_000);
        assertThat(subscribes()).hasSize(1);
        assertThat(findings()).containsExactly("SIP-40 " + status + " Status" + status);
    }

    @Test
    void a_423_is_obeyed_and_a_503_waited_for() {
        bench.registered();
        says(423, "Min-Expires: 7200");
        assertThat(last().header("Expires")).isEqualTo("7200");
        says(503, "Retry-After: 120");
        bench.run(119_000);
        assertThat(subscribes()).hasSize(2);
        bench.run(30_000);
        assertThat(subscribes()).hasSize(3);
        says(200, "Expires: 7200", CONTACT);
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "terminated;reason=rejected, 7000, 1",
        "terminated;reason=noresource, 7000, 1",
        "terminated;reason=deactivated, 5, 2",
        "terminated;reason=timeout, 5, 2",
        "terminated, 5, 2",
        "terminated;reason=giveup;retry-after=300, 299, 1",
        "terminated;reason=probation;retry-after=300, 301, 2",
        "active, 5, 1",
    })
    void the_reason_of_its_end_says_whether_and_when_to_ask_again(String state, long seconds, int asked) {
        stands();
        assertThat(notified(state, "")).isEqualTo(200);
        bench.run(seconds * 1000);
        assertThat(subscribes().stream().map(one -> one.header("Call-ID")).distinct())
                .hasSize(asked);
    }

    @Test
    void at_the_end_it_is_left_before_the_binding_and_nothing_of_it_stays() {
        stands();
        CompletableFuture<Void> closed = bench.ua.shutdown();
        bench.settle();
        assertThat(subscribes()).hasSize(2);
        assertThat(last().header("Expires")).isEqualTo("0");
        assertThat(last().header("To")).endsWith(";tag=mwi");
        assertThat(bench.trunk().requests("REGISTER")).as("not yet").hasSize(1);
        says(200, "Expires: 0", CONTACT);
        assertThat(bench.trunk().last().header("Expires")).isEqualTo("0");
        assertThat(bench.trunk().requests("REGISTER")).hasSize(2);
        bench.trunk().say(bench.trunk().last().respond(200, "t", ""));
        bench.settle();
        assertThat(closed).isDone();
    }

    @Test
    void with_the_binding_it_is_left_and_its_last_word_is_answered() {
        stands();
        bench.ua.unregister();
        bench.settle();
        assertThat(last().header("Expires")).isEqualTo("0");
        says(200, "Expires: 0", CONTACT);
        assertThat(notified("terminated;reason=timeout", "")).isEqualTo(200);
        bench.run(60_000);
        assertThat(subscribes()).hasSize(2);
    }

    @Test
    void over_a_new_flow_it_is_a_new_subscription() {
        stands();
        bench.flow().lose(CryptoReason.NET_04);
        bench.run(10_000);
        assertThat(bench.trunks).hasSize(2);
        bench.grants();
        assertThat(subscribes()).hasSize(1);
        assertThat(last().header("To")).isEqualTo("<sips:alice@pbx.example>");
    }
}
