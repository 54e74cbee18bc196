package org.sealphone.harness.oracle.sip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.sealphone.harness.capture.TcpStream;
import org.sealphone.harness.oracle.tls.PlainChunk;

/**
 * Cuts the decrypted octets of one direction into SIP messages (RFC 3261, 18.3) and keep-alives (RFC 5626, 4.4.1), to the last one.
 * Anything that is neither stops it, and is told.
 */
public final class SipStream {
    private static final Pattern REQUEST = Pattern.compile("[A-Z]{1,20} [!-~]{1,4096} SIP/2\\.0");
    private static final Pattern RESPONSE = Pattern.compile("SIP/2\\.0 [1-6][0-9]{2} .*");
    private static final int MAX_HEAD = 1 << 16;
    private static final Map<String, String> COMPACT = Map.of(
            "l",
            "content-length",
            "i",
            "call-id",
            "t",
            "to",
            "f",
            "from",
            "c",
            "content-type",
            "v",
            "via",
            "m",
            "contact");

    private final boolean fromClient;
    private final byte[] octets;
    private final NavigableMap<Integer, Instant> times = new TreeMap<>();
    private final List<SipMessage> messages = new ArrayList<>();
    private int parsed;

    private SipStream(boolean fromClient, List<PlainChunk> chunks, TcpStream stream) {
        this.fromClient = fromClient;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (PlainChunk chunk : chunks) {
            all.writeBytes(chunk.bytes());
            times.put(all.size(), stream.timeOf(chunk.lastOctet()));
        }
        this.octets = all.toByteArray();
    }

    public static SipStream read(boolean fromClient, List<PlainChunk> chunks, TcpStream stream) {
        SipStream sip = new SipStream(fromClient, chunks, stream);
        while (sip.parsed < sip.octets.length && sip.next()) {
            // Each round takes one message or one line end.
        }
        return sip;
    }

    private boolean next() {
        if (startsWith("\r\n", parsed)) {
            parsed += 2;
            return true;
        }
        int head = headLength();
        if (head < 0) {
            return false;
        }
        String[] lines = new String(octets, parsed, head, StandardCharsets.UTF_8).split("\r\n", -1);
        Map<String, List<String>> headers = headers(lines);
        boolean known = REQUEST.matcher(lines[0]).matches()
                || RESPONSE.matcher(lines[0]).matches();
        List<String> lengths = headers.getOrDefault("content-length", List.of());
        if (!known
                || headers.isEmpty()
                || lengths.size() != 1
                || !lengths.get(0).matches("[0-9]{1,7}")) {
            return false;
        }
        int from = parsed + head + 4;
        int to = from + Integer.parseInt(lengths.get(0));
        if (to > octets.length) {
            return false;
        }
        Instant time = times.ceilingEntry(to).getValue();
        messages.add(new SipMessage(fromClient, time, lines[0], headers, Arrays.copyOfRange(octets, from, to)));
        parsed = to;
        return true;
    }

    private int headLength() {
        for (int at = parsed; at + 4 <= octets.length && at - parsed <= MAX_HEAD; at++) {
            if (startsWith("\r\n\r\n", at)) {
                return at - parsed;
            }
        }
        return -1;
    }

    private boolean startsWith(String text, int at) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= octets.length || octets[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Empty where a line is no header. */
    private static Map<String, List<String>> headers(String[] lines) {
        Map<String, List<String>> headers = new HashMap<>();
        List<String> last = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            int colon = line.indexOf(':');
            if ((line.startsWith(" ") || line.startsWith("\t")) && !last.isEmpty()) {
                last.set(last.size() - 1, last.get(last.size() - 1) + " " + line.strip());
                continue;
            }
            if (colon <= 0) {
                return Map.of();
            }
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            last = headers.computeIfAbsent(COMPACT.getOrDefault(name, name), n -> new ArrayList<>());
            last.add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    public List<SipMessage> messages() {
        return messages;
    }

    public byte[] octets() {
        return octets;
    }

    /** Decrypted octets that are no SIP. */
    public int unparsed() {
        return octets.length - parsed;
    }
}
