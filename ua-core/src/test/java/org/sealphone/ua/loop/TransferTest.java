package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;

/** Transfers in all roles (RFC 3515, 3891, 3892, 5589): a person decides, and whoever is called gets keys that nobody else has seen. */
class TransferTest {
    private static final String CAROL = "<sips:carol@pbx.example>";

    private final StandingCall call = new StandingCall(builder -> builder.simultaneousCalls(3));
    private final Bench bench = call.bench;
    private final Bob bob = call.bob;
    private final CallId id = call.id;

    private static CallMedia tone() {
        return new CallMedia(AudioInput.tone(1000), List.of(AudioOutput.discard()));
    }

    private static List<String> keys(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith("a=crypto:"))
                .map(line -> line.replaceAll(".*inline:", ""))
                .toList();
    }

    private static String with(String message, String... headers) {
        return message.replace("Max-Forwards: 70\r\n", "Max-Forwards: 70\r\n" + String.join("\r\n", headers) + "\r\n");
    }

    private void refers(String to) {
        refers(to, "Subject: x");
    }

    private void refers(String to, String more) {
        bench.trunk().say(with(bob.inside("REFER", ""), "Refer-To: " + to, more));
        bench.settle();
    }

    private SipText tidings(int number) {
        List<SipText> all = bench.trunk().requests("NOTIFY");
        assertThat(all).hasSize(number);
        SipText last = all.get(number - 1);
        bench.trunk().say(last.respond(200, "", ""));
        bench.settle();
        return last;
    }

    private SipText invite() {
        List<SipText> all = bench.trunk().requests("INVITE");
        return all.get(all.size() - 1);
    }

    private static String code(End end) {
        return end.reason().orElseThrow().reason().code();
    }

    @Test
    void SDES_33_XFER_01_whom_a_peer_refers_us_to_is_called_when_a_person_says_so_and_under_keys_of_its_own() {
        refers("\"Carol\" " + CAROL, "Referred-By: <sips:bob@pbx.example>;x=1");
        assertThat(bench.trunk().responses(202)).hasSize(1);
        SipText first = tidings(1);
        assertThat(first.header("Event")).isEqualTo("refer;id=2");
        assertThat(first.header("Subscription-State")).startsWith("active;expires=");
        assertThat(first.header("Content-Type")).startsWith("message/sipfrag");
        assertThat(first.body).isEqualTo("SIP/2.0 100 Trying\r\n");
        UaEvent.TransferAsked asked = bench.event(UaEvent.TransferAsked.class);
        assertThat(asked.target()).isEqualTo("sips:carol@pbx.example");
        assertThat(asked.by()).isEqualTo("sips:bob@pbx.example");
        bench.run(30_000);
        assertThat(bench.trunk().requests("INVITE")).as("nobody has said so").isEmpty();

        Ua.Call fresh = bench.ua.acceptTransfer(id, tone());
        bench.settle();
        SipText invite = invite();
        assertThat(invite.uri()).isEqualTo("sips:carol@pbx.example");
        assertThat(invite.header("Referred-By")).isEqualTo("<sips:bob@pbx.example>");
        assertThat(invite.header("Call-ID")).isNotEqualTo(bob.callId);
        assertThat(keys(invite.body)).hasSizeGreaterThan(2).doesNotContainAnyElementsOf(keys(bob.invited.body));
        bench.trunk().say(invite.respond(180, "car01", ""));
        bench.settle();
        assertThat(tidings(2).body).isEqualTo("SIP/2.0 180 Ringing\r\n");
        MediaPeer carol = new MediaPeer(bench);
        bench.trunk().say(invite.respond(200, "car01", carol.answer(invite.body), "Contact: " + CAROL));
        bench.settle();
        SipText last = tidings(3);
        assertThat(last.body).isEqualTo("SIP/2.0 200 OK\r\n");
        assertThat(last.header("Subscription-State")).startsWith("terminated");
        bob.peer.stop();
        bench.trunk().say(bob.inside("BYE", ""));
        bench.run(2_000);
        assertThat(bench.now(bench.ua.ended(id)).end()).isInstanceOf(End.Ok.class);
        assertThat(bench.ua.snapshot().calls()).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(fresh.id());
            assertThat(one.media().orElseThrow().rxPackets()).isGreaterThan(80);
        });
        assertThat(bench.trunk().requests("NOTIFY")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "forgotten"})
    void XFER_01_a_transfer_that_nobody_agrees_to_is_declined_and_the_call_goes_on(String how) {
        refers(CAROL);
        tidings(1);
        if (how.equals("refused")) {
            bench.ua.refuseTransfer(id);
            bench.settle();
        } else {
            bench.run(61_000);
        }
        assertThat(tidings(2).body).isEqualTo("SIP/2.0 603 Declined\r\n");
        Ua.Call late = bench.ua.acceptTransfer(id, tone());
        bench.settle();
        assertThat(code(bench.now(late.ended()).end())).isEqualTo("XFER-02");
        assertThat(bench.trunk().requests("INVITE")).isEmpty();
        call.hearsBothWays();
    }

    @Test
    void XFER_01_what_becomes_of_a_call_that_fails_is_told() {
        refers(CAROL);
        Ua.Call fresh = bench.ua.acceptTransfer(id, tone());
        bench.settle();
        tidings(1);
        bench.trunk().say(invite().respond(486, "car01", ""));
        bench.settle();
        assertThat(tidings(2).body).startsWith("SIP/2.0 486 ");
        assertThat(bench.now(fresh.ended()).status()).contains(486);
        call.hearsBothWays();
        refers(CAROL);
        assertThat(bench.trunk().responses(202)).as("it may ask again").hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "<sips:carol@pbx.example?Subject=x>, XFER-01",
        "<sips:carol@pbx.example?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc&Route=%3Csip:evil%3E>, XFER-01",
        "<sips:carol@pbx.example;method=REGISTER>, XFER-01",
        "<sips:carol@pbx.example?Replaces=a>, XFER-01",
        "<sip:carol@evil.example;transport=udp>, GUARD-02",
        "<sip:carol@evil.example>, GUARD-03",
        "<tel:+49900123456;phone-context=x>, GUARD-05",
        "<https://evil.example/>, GUARD-01",
    })
    void XFER_01_ADV_27_what_is_no_call_is_declined_at_once_and_nothing_is_called(String to, String code) {
        refers(to);
        assertThat(bench.trunk().responses(603)).hasSize(1);
        assertThat(bench.events(UaEvent.TransferAsked.class)).isEmpty();
        assertThat(bench.event(UaEvent.Found.class).finding().what().text()).contains(code);
        bench.ua.acceptTransfer(id, tone());
        bench.settle();
        assertThat(bench.trunk().requests("INVITE")).isEmpty();
        refers("<sips:carol@pbx.example;method=INVITE?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc>");
        assertThat(bench.trunk().responses(202)).as("its twin").hasSize(1);
    }

    @Test
    void XFER_01_the_call_that_comes_of_it_names_the_one_whose_place_it_takes() {
        refers("<sips:carol@pbx.example?Replaces=x%40y%3Bto-tag%3Db%3Bfrom-tag%3Dc>");
        bench.ua.acceptTransfer(id, tone());
        bench.settle();
        assertThat(invite().header("Replaces")).isEqualTo("x@y;to-tag=b;from-tag=c");
        assertThat(invite().header("Require")).isEqualTo("replaces");
    }

    @Test
    void XFER_01_ADV_27_a_refer_outside_a_call_or_with_wrong_tags_finds_nobody() {
        bench.trunk().say(bench.trunk().request("REFER", "elsewhere", "Refer-To: " + CAROL + "\r\n", ""));
        bench.settle();
        assertThat(bench.trunk().responses(403)).hasSize(1);
        bench.trunk().say(with(bob.inside("REFER", ""), "Refer-To: " + CAROL).replace("tag=b0b", "tag=evil"));
        bench.settle();
        assertThat(bench.trunk().responses(481)).hasSize(1);
        bench.trunk().say(bob.inside("REFER", ""));
        bench.settle();
        assertThat(bench.trunk().responses(400)).as("to nobody").hasSize(1);
        refers(CAROL);
        refers(CAROL);
        assertThat(bench.trunk().responses(491)).as("one at a time").hasSize(1);
        assertThat(bench.events(UaEvent.TransferAsked.class)).hasSize(1);
    }

    private CompletableFuture<End> transfers(String to) {
        CompletableFuture<End> outcome = bench.ua.transfer(id, to);
        bench.settle();
        return outcome;
    }

    private SipText refer() {
        return bench.trunk().requests("REFER").get(0);
    }

    private void tells(String status, String state) {
        String line = "SIP/2.0 " + status + "\r\n";
        String notify = with(bob.inside("NOTIFY", line), "Event: refer", "Subscription-State: " + state)
                .replace("application/sdp", "message/sipfrag;version=2.0");
        bench.trunk().say(notify);
        bench.settle();
    }

    @Test
    void a_blind_transfer_of_ours_ends_the_call_once_the_other_one_stands() {
        CompletableFuture<End> outcome = transfers("carol");
        assertThat(refer().header("Refer-To")).isEqualTo(CAROL);
        assertThat(refer().header("Referred-By")).isEqualTo("<sips:alice@pbx.example>");
        bob.responds(refer(), 202, "");
        tells("100 Trying", "active;expires=60");
        tells("180 Ringing", "active;expires=60");
        assertThat(bench.event(UaEvent.TransferProgress.class).status()).isEqualTo(180);
        assertThat(outcome).isNotDone();
        call.hearsBothWays();
        tells("200 OK", "terminated;reason=noresource");
        assertThat(bench.now(outcome)).isInstanceOf(End.Ok.class);
        bob.responds(bench.trunk().requests("BYE").get(0), 200, "");
        assertThat(bench.now(bench.ua.ended(id)).end()).isInstanceOf(End.Ok.class);
        assertThat(bench.trunk().responses(200)).as("every NOTIFY is answered").hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"486 Busy Here, 486", "603 \u202eDeclined, 603"})
    void a_transfer_of_ours_that_fails_leaves_the_call_as_it_was(String told, int status) {
        CompletableFuture<End> outcome = transfers("carol");
        bob.responds(refer(), 202, "");
        tells(told.replace("\u202e", "\u001b[31m"), "terminated;reason=noresource");
        assertThat(bench.now(outcome)).isInstanceOfSatisfying(End.RejectedByPeer.class, end -> {
            assertThat(end.status()).isEqualTo(status);
            assertThat(end.reasonPhrase()).doesNotContain("\u001b");
        });
        assertThat(bench.trunk().requests("BYE")).isEmpty();
        call.hearsBothWays();
    }

    @Test
    void a_transfer_of_ours_is_refused_or_never_heard_of_again() {
        CompletableFuture<End> refused = transfers("carol");
        bob.responds(refer(), 403, "");
        assertThat(bench.now(refused)).isInstanceOf(End.RejectedByPeer.class);
        assertThat(code(bench.now(transfers("sip:carol@evil.example")))).isEqualTo("GUARD-03");
        assertThat(bench.trunk().requests("REFER")).hasSize(1);
        CompletableFuture<End> silent = transfers("carol");
        assertThat(code(bench.now(transfers("dave")))).as("one at a time").isEqualTo("XFER-02");
        bob.responds(bench.trunk().requests("REFER").get(1), 202, "");
        bench.run(180_000);
        assertThat(code(bench.now(silent))).isEqualTo("NET-27");
        CompletableFuture<End> left = transfers("carol");
        bob.peer.stop();
        bench.trunk().say(bob.inside("BYE", ""));
        bench.settle();
        assertThat(code(bench.now(left))).isEqualTo("NET-27");
    }

    @Test
    void a_notify_about_nothing_is_not_taken() {
        tells("200 OK", "terminated");
        assertThat(bench.trunk().responses(481)).hasSize(1);
        bench.trunk().say(with(bob.inside("NOTIFY", ""), "Event: check-sync", "Subscription-State: active"));
        bench.settle();
        assertThat(bench.trunk().responses(489)).as("ADV-87").hasSize(1);
        call.hearsBothWays();
    }

    @Test
    void XFER_02_an_attended_transfer_of_ours_names_the_other_call_with_both_of_its_tags() {
        Ua.Call other = bench.ua.dial("carol", tone());
        bench.settle();
        SipText invite = invite();
        MediaPeer carol = new MediaPeer(bench);
        bench.trunk()
                .say(invite.respond(200, "car01", carol.answer(invite.body), "Contact: <sips:carol@pbx.example:5061>"));
        bench.settle();
        CompletableFuture<End> outcome = bench.ua.transfer(id, other.id());
        bench.settle();
        String ours = invite.header("From").replaceAll(".*tag=", "");
        assertThat(refer().header("Refer-To"))
                .isEqualTo("<sips:carol@pbx.example:5061?Replaces=" + invite.header("Call-ID")
                        + "%3Bto-tag%3Dcar01%3Bfrom-tag%3D" + ours + ">");
        bob.responds(refer(), 202, "");
        tells("200 OK", "terminated;reason=noresource");
        assertThat(bench.now(outcome)).isInstanceOf(End.Ok.class);
        CompletableFuture<End> itself = bench.ua.transfer(other.id(), other.id());
        bench.settle();
        assertThat(code(bench.now(itself))).isEqualTo("XFER-02");
    }

    @Test
    void SDES_33_XFER_02_a_call_that_takes_the_place_of_another_rings_and_gets_keys_of_its_own() {
        Bob carol = new Bob(
                bench, "instead", "Require: replaces\r\nReplaces: call;from-tag=b0b;to-tag=" + bob.tag + "\r\n");
        carol.calls();
        UaEvent.CallReplaces replaces = bench.event(UaEvent.CallReplaces.class);
        assertThat(replaces.replaced()).isEqualTo(id);
        bench.run(5_000);
        assertThat(bench.trunk().responses(200))
                .as("ADV-87: nothing answers by itself")
                .isEmpty();
        CallId fresh = StandingCall.answered(bench);
        carol.ack();
        bob.peer.stop();
        assertThat(keys(carol.invited.body)).doesNotContainAnyElementsOf(keys(bob.invited.body));
        bob.responds(bench.trunk().requests("BYE").get(0), 200, "");
        assertThat(bench.now(bench.ua.ended(id)).end()).isInstanceOf(End.Ok.class);
        bench.run(1_000);
        assertThat(bench.ua.snapshot().calls()).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(fresh);
            assertThat(one.media().orElseThrow().rxPackets()).isGreaterThan(40);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'call;from-tag=b0b;to-tag=guessed', 481",
        "'other;from-tag=b0b;to-tag=TAG', 481",
        "'call;from-tag=evil;to-tag=TAG', 481",
        "'call;from-tag=TAG;to-tag=b0b', 481",
        "'call;from-tag=b0b;to-tag=TAG;early-only', 486",
        "'call;from-tag=b0b;to-tag=TAG', 180",
    })
    void XFER_02_ADV_27_a_guessed_dialog_is_replaced_by_nobody(String replaces, int status) {
        new Bob(bench, "instead", "Replaces: " + replaces.replace("TAG", bob.tag) + "\r\n").calls();
        assertThat(bench.trunk().responses(status)).hasSize(1);
        assertThat(bench.events(UaEvent.CallReplaces.class)).hasSize(status == 180 ? 1 : 0);
        call.hearsBothWays();
    }

    @Test
    void SDES_33_XFER_03_a_redirection_is_followed_by_nobody_and_whoever_dials_it_offers_fresh_keys() {
        Ua.Call first = bench.ua.dial("carol", tone());
        bench.settle();
        SipText invite = invite();
        bench.trunk().say(invite.respond(302, "car01", "", "Contact: <sips:dave@pbx.example>"));
        bench.run(40_000);
        assertThat(bench.trunk().requests("INVITE")).hasSize(1);
        CallReport report = bench.now(first.ended());
        assertThat(report.findings()).anySatisfy(finding -> assertThat(
                        finding.what().reason().code() + finding.what().detail())
                .isEqualTo("SIP-29sips:dave@pbx.example"));
        bench.ua.dial("sips:dave@pbx.example", tone());
        bench.settle();
        assertThat(invite().uri()).isEqualTo("sips:dave@pbx.example");
        assertThat(keys(invite().body)).hasSizeGreaterThan(2).doesNotContainAnyElementsOf(keys(invite.body));
    }
}
