package org.sealphone.harness.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import org.xbill.DNS.WireParseException;

/** What the name server says, read by a library that it shares no code with. */
class TongueTest {
    private static final String SERVICE = "_sips._tcp.pbx.example";
    private static final Zone TRUTH = Zone.of(
            Entry.pointer("pbx.example", 1, "SIPS+D2T", SERVICE),
            Entry.service(SERVICE, 10, "trunk.pbx.example", 5061),
            Entry.address("trunk.pbx.example", "192.0.2.1"),
            Entry.address("trunk.pbx.example", "2001:db8::1"),
            Entry.alias("www.pbx.example", "middle.example"),
            Entry.alias("middle.example", "trunk.pbx.example"),
            Entry.alias("round.example", "about.example"),
            Entry.alias("about.example", "round.example"));
    private static final Zone LIE = Zone.of(
            Entry.service(SERVICE, 1, "lure.example", 5061), Entry.address("trunk.pbx.example", "198.51.100.66"));

    private static Message query(String name, int type) {
        return Message.newQuery(Record.newRecord(Name.fromConstantString(name + "."), type, DClass.IN));
    }

    private static Question question(Message query) {
        return Question.read(query.toWire()).orElseThrow();
    }

    private static Message read(byte[] octets) {
        try {
            return new Message(octets);
        } catch (IOException broken) {
            return Assertions.fail("no message", broken);
        }
    }

    private static Message honest(String name, int type) {
        Message query = query(name, type);
        List<Tongue.Saying> said = Tongue.honest(TRUTH).say(question(query));
        assertThat(said).singleElement().matches(one -> !one.elsewhere());
        Message answer = read(said.get(0).message());
        assertThat(answer.getHeader().getID()).isEqualTo(query.getHeader().getID());
        assertThat(answer.getQuestion()).isEqualTo(query.getQuestion());
        return answer;
    }

    private static List<String> answers(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .map(record -> Type.string(record.getType()) + " " + record.rdataToString())
                .toList();
    }

    @Test
    void a_question_is_read_and_what_is_none_is_not() {
        Message query = query("PBX.example", Type.NAPTR);
        assertThat(question(query)).isEqualTo(new Question(query.getHeader().getID(), "pbx.example", Type.NAPTR));
        byte[] answer = query.toWire();
        answer[2] |= (byte) 0x80;
        byte[] two = query.toWire();
        two[5] = 2;
        byte[] compressed = query.toWire();
        compressed[12] = (byte) 0xc0;
        byte[] endless = new byte[13];
        endless[5] = 1;
        endless[12] = 60;
        byte[] torn = Arrays.copyOf(query.toWire(), query.toWire().length - 2);
        for (byte[] none : List.of(new byte[5], answer, two, compressed, endless, torn)) {
            assertThat(Question.read(none)).isEqualTo(Optional.empty());
        }
    }

    @Test
    void the_truth_is_told_with_its_aliases_and_nothing_else() {
        assertThat(answers(honest(SERVICE, Type.SRV))).containsExactly("SRV 10 1 5061 trunk.pbx.example.");
        assertThat(answers(honest("pbx.example", Type.NAPTR)))
                .containsExactly("NAPTR 1 1 \"s\" \"SIPS+D2T\" \"\" " + SERVICE + ".");
        assertThat(answers(honest("trunk.pbx.example", Type.AAAA))).containsExactly("AAAA 2001:db8:0:0:0:0:0:1");
        assertThat(answers(honest("www.pbx.example", Type.A)))
                .containsExactlyInAnyOrder("CNAME middle.example.", "CNAME trunk.pbx.example.", "A 192.0.2.1");
        assertThat(answers(honest("round.example", Type.A)))
                .containsExactlyInAnyOrder("CNAME about.example.", "CNAME round.example.");
    }

    @Test
    void a_name_without_such_records_is_there_and_a_name_without_any_is_not() {
        Message there = honest("pbx.example", Type.A);
        assertThat(there.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(answers(there)).isEmpty();
        assertThat(honest("other.example", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void a_service_that_is_not_there_leads_to_the_root() {
        Message query = query("_sips._tcp.gone.example", Type.SRV);
        Zone zone = TRUTH.with(Entry.service("_sips._tcp.gone.example", 0, ".", 0));
        assertThat(answers(read(zone.answer(question(query))))).containsExactly("SRV 0 1 0 .");
    }

    @Test
    void a_forgery_comes_first_and_the_truth_behind_it() {
        Message query = query(SERVICE, Type.SRV);
        for (Tongue tongue : List.of(
                Tongue.guessing(LIE, TRUTH),
                Tongue.fromElsewhere(LIE, TRUTH),
                Tongue.besideThePoint(LIE, "lure.example", TRUTH))) {
            List<Tongue.Saying> said = tongue.say(question(query));
            assertThat(said).hasSize(2);
            Message first = read(said.get(0).message());
            boolean number = first.getHeader().getID() == query.getHeader().getID();
            boolean question = first.getQuestion().equals(query.getQuestion());
            boolean place = !said.get(0).elsewhere();
            assertThat(List.of(number, question, place)).as("one flaw each").containsOnlyOnce(false);
            Message second = read(said.get(1).message());
            assertThat(second.getHeader().getID()).isEqualTo(query.getHeader().getID());
            assertThat(said.get(1).elsewhere()).isFalse();
            assertThat(answers(second)).containsExactly("SRV 10 1 5061 trunk.pbx.example.");
        }
        assertThat(Tongue.silent().say(question(query))).isEmpty();
    }

    @Test
    void other_records_stand_beside_the_truth_in_two_places() {
        Message query = query(SERVICE, Type.SRV);
        Message answer =
                read(Tongue.chatty(LIE, TRUTH).say(question(query)).get(0).message());
        assertThat(answers(answer))
                .containsExactly("SRV 10 1 5061 trunk.pbx.example.", "SRV 1 1 5061 lure.example.", "A 198.51.100.66");
        assertThat(answer.getSection(Section.ADDITIONAL)).hasSize(2);
    }

    @Test
    void what_cannot_be_read_is_of_the_types_that_were_named() {
        Tongue tongue = Tongue.unreadable(TRUTH, Type.SRV);
        byte[] broken = tongue.say(question(query(SERVICE, Type.SRV))).get(0).message();
        Assertions.assertThatThrownBy(() -> new Message(broken)).isInstanceOf(WireParseException.class);
        Message other = read(
                tongue.say(question(query("trunk.pbx.example", Type.A))).get(0).message());
        assertThat(answers(other)).containsExactly("A 192.0.2.1");
    }

    @Test
    void an_address_is_written_in_digits() {
        Assertions.assertThatThrownBy(() -> Entry.address("a.example", "1.2.3.4.5.6"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
