package org.sealphone.ua.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A SIP message as plain text, read and written by string operations alone: the other side of the tests shares no code with the phone. */
final class SipText {
    final String startLine;
    final List<String> headers = new ArrayList<>();
    final String body;

    SipText(String whole) {
        int end = whole.indexOf("\r\n\r\n");
        String[] lines = whole.substring(0, end).split("\r\n");
        startLine = lines[0];
        headers.addAll(List.of(lines).subList(1, lines.length));
        body = whole.substring(end + 4);
    }

    boolean isRequest() {
        return !startLine.startsWith("SIP/2.0 ");
    }

    String method() {
        return isRequest()
                ? startLine.substring(0, startLine.indexOf(' '))
                : header("CSeq").split(" ")[1];
    }

    String uri() {
        return startLine.split(" ")[1];
    }

    int status() {
        return isRequest() ? 0 : Integer.parseInt(startLine.split(" ")[1]);
    }

    String header(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.get(0);
    }

    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (String line : headers) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                values.add(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return values;
    }

    /** A response to this request, with these header lines more. */
    String respond(int status, String toTag, String body, String... more) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + " Status" + status + "\r\n");
        all("Via").forEach(via -> text.append("Via: ").append(via).append("\r\n"));
        all("Record-Route")
                .forEach(route -> text.append("Record-Route: ").append(route).append("\r\n"));
        text.append("From: ").append(header("From")).append("\r\n");
        String to = header("To");
        text.append("To: ")
                .append(to)
                .append(to.contains("tag=") || toTag.isEmpty() ? "" : ";tag=" + toTag)
                .append("\r\n");
        text.append("Call-ID: ").append(header("Call-ID")).append("\r\n");
        text.append("CSeq: ").append(header("CSeq")).append("\r\n");
        for (String line : more) {
            text.append(line).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Type: application/sdp\r\n");
        }
        return text + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Override
    public String toString() {
        return startLine;
    }
}
