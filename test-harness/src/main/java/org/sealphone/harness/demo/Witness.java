package org.sealphone.harness.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.live.Capture;
import org.sealphone.harness.capture.live.NetworkNamespace;
import org.sealphone.harness.capture.live.PacketCapture;
import org.sealphone.harness.oracle.ControlShot;
import org.sealphone.harness.relay.MediaRelay;
import org.sealphone.harness.relay.RelayRecord;
import org.sealphone.harness.relay.TcpRelay;
import org.sealphone.harness.stage.PlainTalker;
import org.sealphone.harness.stage.Stage;
import org.sealphone.harness.trunk.SdpRewriter;

/** Who watches the wire of the demonstration, from before the phones start until after they have gone. One thread owns it. */
sealed interface Witness extends AutoCloseable {
    /** How the trunk leads media, so that this witness sees it. */
    SdpRewriter rewriter();

    /** Where the phones find the trunk, which listens at {@code trunk}. */
    InetSocketAddress admit(InetSocketAddress trunk) throws IOException;

    /** Talkers in clear whose datagrams this witness saw with its own eyes; to be caught by the oracle. */
    List<ControlShot> controls();

    /** Stops looking; what was seen. Everybody must have stopped talking. */
    Seen finish() throws IOException;

    @Override
    void close() throws IOException;

    /** @param disagreements why the witness may not have seen all that it claims to see; empty when it has */
    record Seen(Collection<CapturedPacket> packets, List<String> disagreements) {}

    /** The best witness of a stage that this process stands on. */
    static Witness of(Stage stage, InetAddress local, SecureRandom random) throws IOException {
        return stage.captures() ? new Kernel(local, random) : new Relays(local);
    }

    /** The kernel shows every frame of this namespace; the talker in clear talks on the same wire. */
    final class Kernel implements Witness {
        private final PacketCapture capture;
        private final List<ControlShot> controls;

        Kernel(InetAddress local, SecureRandom random) throws IOException {
            NetworkNamespace.bringLoopbackUp();
            this.capture = PacketCapture.start();
            this.controls = PlainTalker.talk(local, random);
        }

        @Override
        public SdpRewriter rewriter() {
            return SdpRewriter.direct();
        }

        @Override
        public InetSocketAddress admit(InetSocketAddress trunk) {
            return trunk;
        }

        @Override
        public List<ControlShot> controls() {
            return controls;
        }

        @Override
        public Seen finish() throws IOException {
            Capture all = capture.stop();
            List<String> disagreements = new ArrayList<>(all.disagreements());
            if (all.dropped() > 0) {
                disagreements.add("the kernel dropped " + all.dropped() + " frames of the capture");
            }
            return new Seen(all.packets(), disagreements);
        }

        @Override
        public void close() {}
    }

    /** Relays stand where the trunk and the peers are. Talkers elsewhere are out of their sight, so they show none. */
    final class Relays implements Witness {
        private final InetAddress local;
        private final RelayRecord record = new RelayRecord();
        private final MediaRelay media;
        private final List<TcpRelay> streams = new ArrayList<>();

        Relays(InetAddress local) throws IOException {
            this.local = local;
            this.media = MediaRelay.start(local, record);
        }

        @Override
        public SdpRewriter rewriter() {
            return media;
        }

        @Override
        public InetSocketAddress admit(InetSocketAddress trunk) throws IOException {
            TcpRelay relay = TcpRelay.start(local, trunk, record);
            streams.add(relay);
            return relay.address();
        }

        @Override
        public List<ControlShot> controls() {
            return List.of();
        }

        @Override
        public Seen finish() throws IOException {
            close();
            return new Seen(record.packets(), List.of());
        }

        @Override
        public void close() throws IOException {
            for (TcpRelay stream : streams) {
                stream.close();
            }
            media.close();
        }
    }
}
