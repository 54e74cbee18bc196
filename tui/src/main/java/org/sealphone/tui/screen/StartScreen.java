package org.sealphone.tui.screen;

import java.util.List;

/** The first start: what this is, and how to hear a call within a minute. */
final class StartScreen {
    private StartScreen() {}

    private static List<String> words(KeyTable keys) {
        return List.of(
                "A phone that cannot speak in clear: SIP over verified TLS,",
                "sound as SRTP, nothing else.",
                "",
                "There is no account yet.",
                "",
                "Enter   try it now: start the trunk that is built in, on this",
                "        machine alone, register with a generated password,",
                "        and call 'echo', which says back what you say.",
                String.format("%-7s leave, and start with an account:", keys.shown(Command.QUIT)),
                "",
                "        sealphone phone --registrar sips:pbx.example \\",
                "          --user alice --password-file alice.pw");
    }

    static void draw(Canvas canvas, Area body, KeyTable keys) {
        List<String> words = words(keys);
        int width = Math.min(body.width(), 68);
        int height = Math.min(body.height(), words.size() + 4);
        Area inside = canvas.box(
                new Area((body.width() - width) / 2, body.y() + (body.height() - height) / 2, width, height),
                "Welcome to Sealphone",
                "");
        int from = inside.height() > words.size() ? 1 : 0;
        for (int i = 0; i < words.size() && from + i < inside.height(); i++) {
            boolean key = i == 5 || i == 8;
            canvas.text(inside.x(), inside.y() + from + i, inside.width(), words.get(i), key ? Ink.HEAD : Ink.PLAIN);
        }
    }
}
