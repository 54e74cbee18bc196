package org.sealphone.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealphone.harness.capture.live.Capture;
import org.sealphone.harness.capture.live.PacketCapture;
import org.sealphone.harness.oracle.Canary;
import org.sealphone.harness.oracle.OracleRules;

/**
 * Runs inside a network namespace of its own: the phone alone in it, and at the other end of a cable Kamailio, baresip and, when asked for,
 * rtpengine. A tone each way, digits, hold and resume by the other side, hang-up by either. Each octet that the phone sends is accounted
 * for; what the peers send is counted and not judged. Ends with 0 when all of it held, and says each thing that did not.
 */
public final class BaresipLab {
    private static final int OUR_TONE = 440;
    private static final String BOB = "sip:bob@" + KamailioServer.DOMAIN + ";transport=tls";

    private final Path folder;
    private final Path launcher;
    private final String algorithm;
    private final BaresipPhone.Sound sound;
    private final boolean relayed;
    private final List<String> failures = new ArrayList<>();

    private BaresipLab(Path folder, Path launcher, String algorithm, String codec, String path) {
        this.folder = folder;
        this.launcher = launcher;
        this.algorithm = algorithm;
        this.sound = BaresipPhone.Sound.valueOf(codec.toUpperCase(Locale.ROOT));
        this.relayed = path.equals("relayed");
    }

    /** Arguments: folder, launcher, digest algorithm, codec, {@code direct} or {@code relayed}, and the {@link Course} in small letters. */
    public static void main(String[] arguments) throws Exception {
        BaresipLab lab =
                new BaresipLab(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2], arguments[3], arguments[4]);
        try (PeerNamespace peers = PeerNamespace.connect()) {
            lab.run(peers, Course.valueOf(arguments[5].toUpperCase(Locale.ROOT)));
        }
        lab.failures.forEach(failure -> System.out.println("FAILED: " + failure));
        System.exit(lab.failures.isEmpty() ? 0 : 1);
    }

    /** Who calls, and what happens in the call. */
    private enum Course {
        CALL,
        ANSWER,
        EARLY,
        MOVE
    }

    private void run(PeerNamespace peers, Course course) throws IOException, InterruptedException {
        PacketCapture capture = PacketCapture.start();
        List<String> passwords = List.of(PhoneProgram.password(folder, "alice"), PhoneProgram.password(folder, "bob"));
        KamailioServer server = server(peers, passwords);
        BaresipPhone.Manner manner = course == Course.EARLY ? BaresipPhone.Manner.EARLY : BaresipPhone.Manner.AUTO;
        BaresipPhone bob = BaresipPhone.start(peers, folder, sound, manner, passwords.get(1));
        PhoneProgram alice =
                switch (course) {
                    case CALL -> calling(bob);
                    case ANSWER -> answering(bob);
                    case EARLY -> waiting(bob);
                    case MOVE -> moving(bob);
                };
        alice.ends().ifPresent(failures::add);
        Capture seen = capture.stop();
        bob.quits();
        tones(alice, bob, course);
        switch (course) {
            case CALL -> digitsAndHold(alice, bob, List.of("1", "2", "3", "#"));
            case ANSWER -> digitsAndHold(alice, bob, List.of());
            case EARLY -> sealedBefore(alice);
            case MOVE -> freshKeys(server.log());
        }
        judge(seen, server, alice, passwords, course);
    }

    /** Debian's baresip cannot do SHA-256: where that is asked for, the phone alone is challenged. */
    private KamailioServer server(PeerNamespace peers, List<String> passwords)
            throws IOException, InterruptedException {
        KamailioServer.Setup setup = new KamailioServer.Setup(PeerNamespace.PEER, algorithm, passwords);
        if (relayed) {
            setup.define("RELAY");
            peers.start(
                    folder.resolve("rtpengine.log"),
                    "rtpengine",
                    "--table=-1",
                    "--interface=" + PeerNamespace.PEER,
                    "--listen-ng=127.0.0.1:2223",
                    "--foreground",
                    "--log-stderr",
                    "--port-min=30000",
                    "--port-max=30200");
        }
        if (!algorithm.equals("MD5")) {
            setup.define("NO_DIGEST_FOR_BOB");
        }
        return setup.start(folder, peers::start);
    }

    /**
     * We call, hold and resume; the other side holds, resumes and sends digits; we hang up. The target is no SIPS URI, for the route would be one too, and
     * Debian's baresip can send nothing along such a route.
     */
    private PhoneProgram calling(BaresipPhone bob) throws IOException, InterruptedException {
        PhoneProgram alice = phone(
                List.of("call", BOB, "--for", "30s", "--dtmf", "123#", "--hold-after", "9s"), PeerNamespace.PHONE);
        alice.says("sealed:");
        bob.says("Call established");
        Waiting.pause(15_000);
        holdAndResume(bob);
        typeKeys(bob);
        return alice;
    }

    /** The other side calls, holds, resumes, sends digits and hangs up. */
    private PhoneProgram answering(BaresipPhone bob) throws IOException, InterruptedException {
        PhoneProgram alice = phone(List.of("answer", "--auto", "--calls", "1", "--for", "90s"), PeerNamespace.PHONE);
        alice.says("registered");
        bob.command("dial sip:alice@" + KamailioServer.DOMAIN + ";transport=tls");
        alice.says("sealed:");
        Waiting.pause(9000);
        holdAndResume(bob);
        typeKeys(bob);
        Waiting.pause(5000);
        bob.command("hangup");
        return alice;
    }

    /**
     * We call, and keys are agreed well before the other side takes the call; we hang up. One suite alone is offered: in its 183 Debian's baresip
     * names the first tag with AES_CM_128, whatever suite that tag was offered with, and that is no answer to such an offer.
     */
    private PhoneProgram waiting(BaresipPhone bob) throws IOException, InterruptedException {
        PhoneProgram alice =
                phone(List.of("call", BOB, "--for", "8s", "--suites", "AES_CM_128_HMAC_SHA1_80"), PeerNamespace.PHONE);
        alice.says("183");
        Waiting.pause(6000);
        bob.types("a");
        alice.says("sealed:");
        return alice;
    }

    /** We call, and our address becomes another in the call; the other side hangs up. */
    private PhoneProgram moving(BaresipPhone bob) throws IOException, InterruptedException {
        PhoneProgram alice = phone(List.of("call", BOB, "--for", "120s"), "");
        alice.says("sealed:");
        bob.says("Call established");
        Waiting.pause(6000);
        PeerNamespace.move();
        alice.says("the trunk is gone; the call goes on");
        alice.says("the trunk is back, and the call with it");
        Waiting.pause(7000);
        bob.command("hangup");
        return alice;
    }

    /** As a person does: rtpengine mixes up keys beside Opus that come faster, whoever sends them. */
    private void typeKeys(BaresipPhone bob) throws IOException, InterruptedException {
        for (String key : List.of("4", "5", "6")) {
            bob.types(key);
            Waiting.pause(600);
        }
    }

    private void holdAndResume(BaresipPhone bob) throws IOException, InterruptedException {
        bob.types("x");
        Waiting.pause(2000);
        bob.types("X");
        Waiting.pause(1500);
    }

    private PhoneProgram phone(List<String> verb, String bind) throws IOException {
        String codecs = sound.name().toLowerCase(Locale.ROOT);
        List<String> line = new ArrayList<>(verb);
        line.addAll(List.of("--codecs", codecs, "--play", "tone:" + OUR_TONE));
        return PhoneProgram.start(launcher, folder, "alice", PeerNamespace.PEER, bind, line);
    }

    /**
     * What was played on one side is in the other's recording. Debian's baresip keeps its first key for receiving whatever is offered later, so
     * after a move it hears nothing more of us; that we hear it again is what more than six seconds show, which is when the move comes.
     */
    private void tones(PhoneProgram alice, BaresipPhone bob, Course course) throws IOException {
        double least = sound == BaresipPhone.Sound.OPUS ? 15 : 20;
        tone("we heard baresip", alice.heard(), BaresipPhone.TONE_HZ, least, course == Course.MOVE ? 10 : 5);
        if (bob.heard().size() != 1) {
            throw new IOException("baresip wrote the recordings " + bob.heard());
        }
        tone("baresip heard us", bob.heard().get(0), OUR_TONE, least, course == Course.MOVE ? 4 : 5);
        if (alice.field("ended_by").isEmpty()) {
            failures.add("nobody ended the call: " + alice.result());
        }
    }

    /** More than fits into the call itself: ours begins with the 183. Debian's baresip is silent until it answers. */
    private void sealedBefore(PhoneProgram alice) throws IOException {
        long seconds = alice.number("duration_ms") / 1000;
        long sent = alice.number("tx_packets");
        System.out.println("in a call of " + seconds + " seconds we sent " + sent + " packets");
        if (seconds < 7 || sent < 50 * (seconds + 1)) {
            failures.add("in a call of " + seconds + " seconds we sent " + sent + " packets, early ones among them");
        }
    }

    private void digitsAndHold(PhoneProgram alice, BaresipPhone bob, List<String> ours) throws IOException {
        for (String digit : ours) {
            if (!bob.said().contains("received event: '" + digit + "' (end=1)")) {
                failures.add("baresip did not receive the digit " + digit);
            }
        }
        String received = alice.field("dtmf_received");
        if (!received.equals("456")) {
            failures.add("we received the digits " + received + ", not 456");
        }
        holdWasFollowed();
        if (!ours.isEmpty()) {
            ourHoldWasTaken();
        }
    }

    /** Our two offers after the first one, each of which the other side agreed to, or the call would have ended with another result. */
    private void ourHoldWasTaken() throws IOException {
        List<String> offers = directions(false);
        System.out.println("offers of ours: " + offers);
        if (!offers.equals(List.of("a=sendrecv", "a=sendonly", "a=sendrecv"))) {
            failures.add("we offered " + offers);
        }
    }

    /** What was offered from the new address: in the same dialog, and under no key that was ever said from the old one. */
    private void freshKeys(ServerLog log) {
        Set<String> before = keys(log, PeerNamespace.PHONE);
        Set<String> after = keys(log, PeerNamespace.PHONE_MOVED);
        System.out.println("keys offered before " + before.size() + ", after " + after.size());
        if (before.isEmpty() || after.isEmpty() || after.stream().anyMatch(before::contains)) {
            failures.add(
                    "the move brought no fresh key: " + before.size() + " keys before, " + after.size() + " after");
        }
        boolean registered = log.messages().stream()
                .anyMatch(message -> message.came()
                        && message.host().equals(PeerNamespace.PHONE_MOVED)
                        && message.start().startsWith("REGISTER "));
        if (!registered) {
            failures.add("nobody registered from the new address");
        }
    }

    private static Set<String> keys(ServerLog log, String host) {
        return log.messages().stream()
                .filter(message -> message.came() && message.host().equals(host))
                .flatMap(message -> message.body().lines())
                .filter(line -> line.startsWith("a=crypto:"))
                .map(line -> line.replaceAll(".*inline:", ""))
                .collect(Collectors.toSet());
    }

    /** Both changes must have been agreed to: the first answered as one that only receives, or not at all, the second as before. */
    private void holdWasFollowed() throws IOException {
        List<String> directions = directions(true);
        List<String> wanted = List.of("a=recvonly", "a=sendrecv");
        boolean followed = directions.size() >= 2
                && directions.subList(directions.size() - 2, directions.size()).equals(wanted);
        System.out.println("answers to re-INVITE: " + directions);
        if (!followed) {
            failures.add("hold and resume were answered with " + directions);
        }
    }

    /** The direction that each description of ours gave: those that answered, or those that offered. */
    private List<String> directions(boolean answers) throws IOException {
        List<String> directions = new ArrayList<>();
        String before = "";
        for (ServerLog.Message message :
                ServerLog.read(folder.resolve("kamailio.log")).messages()) {
            boolean ours = message.came() && message.host().equals(PeerNamespace.PHONE);
            boolean again = message.body().equals(before);
            if (ours && !again && message.audio().isPresent() && message.answers() == answers) {
                before = message.body();
                message.body()
                        .lines()
                        .filter(line -> line.matches("a=(sendrecv|recvonly|sendonly|inactive)"))
                        .forEach(directions::add);
            }
        }
        return directions;
    }

    private void tone(String what, Path recording, int hertz, double leastSnr, int leastSeconds) throws IOException {
        int seconds = ToneSeconds.in(what, recording, hertz, leastSnr);
        if (seconds < leastSeconds) {
            failures.add(what + ": only " + seconds + " seconds of the tone");
        }
    }

    private void judge(Capture seen, KamailioServer server, PhoneProgram alice, List<String> passwords, Course course)
            throws IOException {
        OracleRules rules = OracleRules.builder()
                .trunk(new InetSocketAddress(InetAddress.getByName(PeerNamespace.PEER), KamailioServer.PORT))
                .peer(InetAddress.getByName(PeerNamespace.PEER))
                .grants(server.log().grants(PeerNamespace.PHONE, PeerNamespace.PHONE_MOVED))
                .canary(Canary.forbidden("alice's password", passwords.get(0)))
                .build();
        Accounting account = Accounting.of(rules, seen, List.of(alice), passwords);
        failures.addAll(account.failures(300));
        // While the address is away the system takes nothing; what was sealed for it is then never sent.
        if (course != Course.MOVE) {
            account.unsent().ifPresent(failures::add);
        }
    }
}
