package org.sealphone.tui.text;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;

/** Foreign text on its way to a terminal, in UTF-8 and as octets: nothing that acts is left, and the length is bounded. */
public final class SafeTextFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "safe-text";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "Alice",
                        "\u001b[31mred",
                        "\u001b]52;c;AAAA\u0007",
                        "\u009b31m",
                        "\u202eelpmaxe",
                        "a\u0301\u0302\u0303\u0304\u0305",
                        "zero\u200bwidth\u00ad",
                        "\\u{1b}",
                        "\u6f22\u5b57",
                        "\ud83d\ude00",
                        "tab\tline\r\nend",
                        "\u3164\u2800",
                        "sips:alice:secret@pbx.example",
                        "a=crypto:1 X inline:AAAABBBBCCCC",
                        "Digest username=\"a\", response=\"0123456789abcdef\"",
                        "Authorization: Basic QWxhZGRpbg==",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void check(byte[] input) {
        text(new String(input, StandardCharsets.UTF_8));
        text(new String(input, StandardCharsets.ISO_8859_1));
        String secret = new String(input, StandardCharsets.ISO_8859_1);
        String quoted = '"' + secret.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        require(
                Redaction.of("x, response=" + quoted).equals("x, response=[redacted]"),
                "no part of a quoted secret is left");
    }

    private static void text(String foreign) {
        SafeText safe = SafeText.of(foreign);
        require(safe.toString().codePoints().noneMatch(SafeTextFuzz::acts), "nothing that acts");
        require(safe.toString().length() <= 10L * foreign.length(), "bounded");
        require(safe.ascii().toString().chars().allMatch(c -> c >= ' ' && c < 0x7F), "ASCII where asked for");
        for (int columns : new int[] {0, 1, 2, 3, 10}) {
            require(safe.cut(columns).cells() <= columns, "cut to the columns");
        }
    }

    private static boolean acts(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
