package org.sealphone.ua.loop;

import java.util.Base64;
import java.util.Random;

/**
 * What a far side without media says of itself: sealed and in order, or bent in one way. Text alone, so that a million events take
 * little.
 */
final class FarSdp {
    private static final String SUITE = "AES_CM_128_HMAC_SHA1_80";

    private final Random random;
    private String key;
    private int port;
    private int version = 1;

    FarSdp(Random random) {
        this.random = random;
        this.port = 40_000 + 2 * random.nextInt(4_000);
        freshKey();
    }

    void freshKey() {
        byte[] master = new byte[30];
        random.nextBytes(master);
        key = Base64.getEncoder().encodeToString(master);
    }

    /** Elsewhere, and by the rules under another key (SDES-25). */
    void moves() {
        port = 40_000 + 2 * random.nextInt(4_000);
        freshKey();
    }

    String offer() {
        String[] directions = {"sendrecv", "sendrecv", "sendonly", "recvonly", "inactive"};
        return text("1 " + SUITE, directions[random.nextInt(directions.length)]);
    }

    /** The answer to this, by the line of the one suite that is known here. */
    String answer(String offered) {
        String tag = "1";
        String direction = "sendrecv";
        for (String line : offered.split("\r\n")) {
            if (line.startsWith("a=crypto:") && line.contains(" " + SUITE + " ")) {
                tag = line.substring("a=crypto:".length(), line.indexOf(' '));
            }
            direction = line.equals("a=sendonly") ? "recvonly" : direction;
            direction = line.equals("a=recvonly") ? "sendonly" : direction;
            direction = line.equals("a=inactive") ? "inactive" : direction;
        }
        return text(tag + " " + SUITE, direction);
    }

    private String text(String line, String direction) {
        return "v=0\r\no=- 7 " + version++ + " IN IP4 198.51.100.2\r\ns=-\r\nc=IN IP4 198.51.100.2\r\nt=0 0\r\nm=audio "
                + port
                + " RTP/SAVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=crypto:"
                + line + " inline:" + key + "\r\na=" + direction + "\r\n";
    }

    /** No sealed description any more, whatever it was. */
    static String bent(String sealed, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> sealed.replace("RTP/SAVP", "RTP/AVP").replaceAll("a=crypto:[^\r]*\r\n", "");
            case 1 -> sealed.replaceAll("a=crypto:[^\r]*\r\n", "");
            case 2 -> sealed.replaceAll("(a=crypto:[^\r]*)", "$1 UNENCRYPTED_SRTP");
            case 3 -> sealed.replace(SUITE, "F8_128_HMAC_SHA1_80");
            case 4 -> sealed.replaceAll("inline:....", "inline:");
            default -> sealed.replace("RTP/SAVP", "RTP/AVP");
        };
    }
}
