package org.sealphone.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealphone.media.sdp.Peer.LOCAL;
import static org.sealphone.media.sdp.Peer.RANDOM;
import static org.sealphone.media.sdp.Peer.WRITER;
import static org.sealphone.media.sdp.Peer.granted;
import static org.sealphone.media.sdp.Peer.refused;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.reason.MediaReason;

class SdpParserTest {
    /** The example of RFC 4566 section 5, with lines of every kind. */
    private static final String RICH = Peer.sdp(
            "v=0",
            "o=jdoe 2890844526 2890842807 IN IP4 10.47.16.5",
            "s=SDP Seminar \u00fc",
            "i=A Seminar on the session description protocol",
            "u=http://www.example.com/seminars/sdp.pdf",
            "e=j.doe@example.com (Jane Doe)",
            "p=+1 617 555-6011",
            "c=IN IP4 224.2.17.12/127",
            "b=AS:128",
            "t=2873397496 2873404696",
            "t=2873397496 2873404697",
            "r=7d 1h 0 25h",
            "z=2882844526 -1h 2898848070 0",
            "a=recvonly",
            "m=audio 49170/3 RTP/AVP 0 101",
            "i=sound",
            "b=TIAS:64000",
            "a=rtpmap:101 telephone-event/8000",
            "x=of no known kind",
            "m=video 51372 RTP/AVP 99",
            "c=IN IP6 2001:db8::1",
            "a=rtpmap:99 h263-1998/90000");

    private static SessionDescription parsed(String text) {
        return granted(SdpParser.parse(text));
    }

    private static void broken(String text) {
        assertThat(refused(SdpParser.parse(text)).reason()).isEqualTo(MediaReason.SIP_05);
    }

    @Test
    void a_rich_description_is_read_and_written_again() {
        SessionDescription description = parsed(RICH);
        assertThat(description.name()).isEqualTo("SDP Seminar \u00fc");
        assertThat(description.origin()).startsWith("jdoe ");
        assertThat(description.timing()).isEqualTo("2873397496 2873404696");
        assertThat(description.media()).hasSize(2);
        MediaDescription audio = description.media().get(0);
        assertThat(audio.port()).isEqualTo(49_170);
        assertThat(audio.portCount()).isEqualTo(3);
        assertThat(audio.formats()).containsExactly("0", "101");
        assertThat(audio.otherLines()).hasSize(3);
        assertThat(description.connectionOf(audio).orElseThrow().address()).isEqualTo("224.2.17.12/127");
        assertThat(description
                        .connectionOf(description.media().get(1))
                        .orElseThrow()
                        .address())
                .isEqualTo("2001:db8::1");
        String written = description.text();
        assertThat(parsed(written).text()).isEqualTo(written);
        assertThat(written.lines().sorted())
                .containsExactlyElementsOf(RICH.lines().sorted().toList());
    }

    @Test
    void bare_line_feeds_a_missing_last_one_and_blank_ends_are_taken() {
        assertThat(parsed(RICH.replace("\r\n", "\n")).text())
                .isEqualTo(parsed(RICH).text());
        assertThat(parsed(RICH.stripTrailing()).text()).isEqualTo(parsed(RICH).text());
        assertThat(parsed(RICH + "\r\n\r\n").text()).isEqualTo(parsed(RICH).text());
    }

    @Test
    void a_blank_at_the_end_of_the_last_line_is_kept_like_that_of_any_other() {
        String blank = parsed(RICH + "a=note:x \r\n").text();
        assertThat(blank)
                .endsWith("a=note:x \r\n")
                .isNotEqualTo(parsed(RICH + "a=note:x\r\n").text());
        assertThat(parsed(blank).text()).isEqualTo(blank);
    }

    @Test
    void keys_are_neither_written_nor_printed() {
        String crypto = "a=crypto:" + Peer.line(1, SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        SessionDescription description = parsed(RICH + crypto + "\r\nk=clear:secret\r\n");
        MediaDescription video = description.media().get(1);
        assertThat(video.cryptoLines()).hasSize(1);
        assertThat(video.keyLine()).isTrue();
        assertThat(description.text()).doesNotContain("crypto", "inline", "secret");
        assertThat(description.toString() + video + description.media()).doesNotContain("inline", "secret");
        assertThat(parsed(RICH.replace("m=audio", crypto + "\r\nm=audio")).sessionCrypto())
                .isTrue();
        assertThat(parsed(RICH).sessionCrypto()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=0>v=1",
                "v=0>o=x",
                "o=jdoe>o=j doe",
                "2890844526>-1",
                "IN IP4 10>IN 10",
                "s=SDP>v=0\r\ns=SDP",
                "s=SDP>s=SDP\r\ns=SDP",
                "s=SDP>x=SDP",
                "t=2873397496 2873404696>t=now",
                "i=A>\r\ni=A",
                "i=A>i A",
                "i=A>I=A",
                "i=A>i=\u0001",
                "i=A>i=\u0000",
                "i=A>i=\u007f",
                "i=A>i=\r",
                "m=audio 49170>m=audio 65536",
                "49170/3>49170/0",
                "49170/3>49170/",
                "m=audio 49170>m=audio -1",
                "m=audio 49170>m=audio",
                "RTP/AVP 0 101>RTP/AVP",
                "RTP/AVP 0>RTP 0@",
                "RTP/AVP 0>RTP//AVP 0",
                "m=audio>m=au(dio",
                "RTP/AVP 0>RTP/AVP  0",
                "a=recvonly>a=",
                "a=recvonly>a=:x",
                "a=recvonly>a=re cv",
                "a=recvonly>a=Crypto:1 x",
                "c=IN IP4 224>c=IN IP4",
                "c=IN IP4 224>c=IN IP4 1.2.3.4\r\nc=IN IP4 224",
                "c=IN IP4 224>c=IN IP4  224",
                "i=sound>o=- 1 1 IN IP4 1.2.3.4",
                "i=sound>s=late",
                "i=sound>t=0 0",
                "m=audio 49170>m=audio 999999",
            })
    void SIP_05_one_change_away_from_a_good_description(String change) {
        String[] parts = change.split(">", 2);
        assertThat(RICH).contains(parts[0]);
        broken(RICH.replaceFirst(
                java.util.regex.Pattern.quote(parts[0]), java.util.regex.Matcher.quoteReplacement(parts[1])));
    }

    @Test
    void SIP_05_what_must_come_first_must_come() {
        broken("v=0");
        broken("");
        broken("v=0\r\ns=-\r\no=- 1 1 IN IP4 1.2.3.4\r\nt=0 0\r\n");
        broken("v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\ni=x\r\ns=-\r\nt=0 0\r\n");
        broken("v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\ns=-\r\nm=audio 1 RTP/AVP 0\r\nt=0 0\r\n");
        broken("v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\nt=0 0\r\ns=-\r\n");
        granted(SdpParser.parse("v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\ns=-\r\nt=0 0\r\n"));
    }

    @Test
    void ADV_76_more_of_anything_than_the_bounds() {
        String head = "v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\ns=-\r\nt=0 0\r\n";
        String medium = "m=audio 30000 RTP/AVP 0\r\n";
        granted(SdpParser.parse(head + medium.repeat(SdpParser.MOST_MEDIA)));
        broken(head + medium.repeat(SdpParser.MOST_MEDIA + 1));
        granted(SdpParser.parse(head + "a=x\r\n".repeat(SdpSection.MOST_LINES)));
        broken(head + "a=x\r\n".repeat(SdpSection.MOST_LINES + 1));
        broken(head + medium + "a=x\r\n".repeat(10_000));
        granted(SdpParser.parse(head + "a=" + "x".repeat(60) + ":" + "y".repeat(4000)));
        broken(head + "a=x:" + "y".repeat(SdpParser.LONGEST_LINE));
        broken(head + "a=" + "x".repeat(100));
        granted(SdpParser.parse(head + "m=audio 1 RTP/AVP" + " 0".repeat(SdpParser.MOST_FORMATS)));
        broken(head + "m=audio 1 RTP/AVP" + " 0".repeat(SdpParser.MOST_FORMATS + 1));
        broken(head + ("a=x:" + "y".repeat(1000) + "\r\n").repeat(70));
    }

    @Test
    void parse_write_parse_gives_the_same_for_whatever_was_taken() {
        LocalOffer offer = LocalOffer.of(
                LOCAL,
                List.of(Codec.PCMU),
                SdesOffer.generate(List.of(SrtpSuite.AES_CM_128_HMAC_SHA1_80), RANDOM),
                RANDOM);
        String[] seeds = {RICH, offer.text(WRITER)};
        Random random = new Random(42);
        String letters = "\r\n=: /0129aAcmvIPx\t\u0000\u00e9";
        int taken = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder mutant = new StringBuilder(seeds[round % seeds.length]);
            for (int i = 0; i <= random.nextInt(3); i++) {
                int at = random.nextInt(mutant.length());
                switch (random.nextInt(3)) {
                    case 0 -> mutant.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
                    case 1 -> mutant.deleteCharAt(at);
                    default -> mutant.insert(at, letters.charAt(random.nextInt(letters.length())));
                }
            }
            Outcome<SessionDescription> outcome = SdpParser.parse(mutant.toString());
            if (outcome instanceof Outcome.Granted<SessionDescription> good) {
                String written = good.value().text();
                assertThat(parsed(written).text()).isEqualTo(written);
                assertThat(written.lines()).noneMatch(line -> line.startsWith("a=crypto:"));
                taken++;
            }
        }
        assertThat(taken).isGreaterThan(5000);
    }

    @Test
    void mutated_answers_never_throw_and_never_give_a_plan_for_another_key() {
        SdesOffer keys = SdesOffer.generate(List.of(SrtpSuite.AEAD_AES_128_GCM), RANDOM);
        LocalOffer offer = LocalOffer.of(LOCAL, List.of(Codec.PCMU, Codec.PCMA), keys, RANDOM);
        LocalMedia far = new LocalMedia(Peer.address(198, 51, 100, 7), 30_000, 30_001);
        String answer = granted(LocalAnswer.to(
                        offer.text(WRITER), far, List.of(Codec.PCMU), List.of(SrtpSuite.AEAD_AES_128_GCM), RANDOM))
                .text(WRITER);
        Random random = new Random(43);
        int plans = 0;
        for (int round = 0; round < 5000; round++) {
            StringBuilder mutant = new StringBuilder(answer);
            int at = random.nextInt(mutant.length());
            mutant.setCharAt(at, (char) (32 + random.nextInt(95)));
            plans += offer.answered(mutant.toString())
                    .<Integer>fold(
                            plan -> {
                                assertThat(plan.agreed().tag()).isEqualTo(1);
                                assertThat(plan.agreed().suite()).isEqualTo(SrtpSuite.AEAD_AES_128_GCM);
                                plan.close();
                                return 1;
                            },
                            refusal -> {
                                assertThat(refusal.text()).doesNotContain("inline:");
                                return 0;
                            });
        }
        assertThat(plans).isPositive();
    }
}
