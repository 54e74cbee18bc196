package org.sealphone.ua.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar that all readers of this package stand on. */
class FieldsTest {
    @Test
    void a_list_is_taken_apart_at_its_own_commas_alone() {
        assertThat(FieldList.of(List.of("\"a, \\\"b\" <sip:x,y@z>;p=\"1,2\" , c", "d")))
                .contains(List.of("\"a, \\\"b\" <sip:x,y@z>;p=\"1,2\"", "c", "d"));
        assertThat(FieldList.of(List.of())).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "a,", ",a", "\"a", "<a", "\"a\\"})
    void a_list_that_does_not_close_or_has_holes_is_none(String line) {
        assertThat(FieldList.of(line)).isEmpty();
    }

    @Test
    void a_list_is_bounded_over_all_its_lines() {
        assertThat(FieldList.of(List.of("a,b,c,d,e,f,g,h", "a,b,c,d,e,f,g,h"))).isPresent();
        assertThat(FieldList.of(List.of("a,b,c,d,e,f,g,h", "a,b,c,d,e,f,g,h,i")))
                .isEmpty();
        assertThat(FieldList.of("x".repeat(8192))).isPresent();
        assertThat(FieldList.of("x".repeat(8193))).isEmpty();
    }

    @Test
    void names_addresses_and_parameters_are_read_without_their_quotes() {
        assertThat(NameAddr.parse("\"B \\\"o\\\" b\" <sips:bob@x;lr>;Reason=\"un\\k\"; q=0.5;ob"))
                .contains(new NameAddr("B \"o\" b", "sips:bob@x;lr", Map.of("reason", "unk", "q", "0.5", "ob", "")));
        assertThat(NameAddr.parse("Bob Smith <tel:+49301>"))
                .contains(new NameAddr("Bob Smith", "tel:+49301", Map.of()));
        assertThat(NameAddr.parse("sip:bob@x;user=phone"))
                .contains(new NameAddr("", "sip:bob@x", Map.of("user", "phone")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bob",
                "<>",
                "<bob>",
                "<sip:>",
                "<sip:a b>",
                "<sip:a>b",
                "<sip:a>;p;p",
                "<sip:a>;p=\"x",
                "<sip:a>;=x",
                "\"a<sip:b>",
                "a\"b\" <sip:c>",
                "<sip:\u00e4>",
                "sip:a b",
            })
    void what_is_no_address_is_none(String text) {
        assertThat(NameAddr.parse(text)).isEmpty();
    }
}
