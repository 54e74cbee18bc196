package org.sealphone.crypto.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A name server on loopback, over datagrams and connections, that answers each question with what a test says. */
final class ScriptedNameServer implements AutoCloseable {
    private final DatagramSocket datagrams;
    private final ServerSocket connections;
    private final Function<Message, List<byte[]>> script;
    /** Over a connection no answer is ever complete: an octet, and then nothing. */
    volatile boolean drips;

    final List<Message> asked = Collections.synchronizedList(new ArrayList<>());

    /** A script gives the datagrams that follow on a question; of a connection the last of them. */
    ScriptedNameServer(Function<Message, List<byte[]>> script) throws IOException {
        this.script = script;
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        connections = new ServerSocket(0, 10, loopback);
        datagrams = new DatagramSocket(new InetSocketAddress(loopback, connections.getLocalPort()));
        start(this::serveDatagrams);
        start(this::serveConnections);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(connections.getInetAddress(), connections.getLocalPort());
    }

    /** A reply with these records and this code. */
    static byte[] reply(Message question, int code, Record... records) {
        Message reply = new Message(question.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setRcode(code);
        reply.addRecord(question.getQuestion(), Section.QUESTION);
        Arrays.stream(records).forEach(record -> reply.addRecord(record, Section.ANSWER));
        return reply.toWire();
    }

    private static void start(Runnable service) {
        Thread thread = new Thread(service, "scripted-name-server");
        thread.setDaemon(true);
        thread.start();
    }

    private List<byte[]> answers(byte[] question) throws IOException {
        Message message = new Message(question);
        asked.add(message);
        return script.apply(message);
    }

    private void serveDatagrams() {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        try {
            while (true) {
                packet.setLength(2048);
                datagrams.receive(packet);
                for (byte[] answer : answers(Arrays.copyOf(packet.getData(), packet.getLength()))) {
                    datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serveConnections() {
        try {
            while (true) {
                try (Socket socket = connections.accept()) {
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    byte[] question = new byte[in.readUnsignedShort()];
                    in.readFully(question);
                    List<byte[]> answers = answers(question);
                    byte[] answer = answers.get(answers.size() - 1);
                    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                    if (drips) {
                        out.write(0);
                        in.read();
                        continue;
                    }
                    out.writeShort(answer.length);
                    out.write(answer);
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @Override
    public void close() throws IOException {
        datagrams.close();
        connections.close();
    }
}
