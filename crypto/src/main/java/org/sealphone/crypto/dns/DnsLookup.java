package org.sealphone.crypto.dns;

import java.net.IDN;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.io.IoClientFactory;

/**
 * Asks this machine's name servers, one after the other, which services a domain has. A name that has none is an empty list; only
 * where no server could say is it a refusal.
 *
 * <p>Blocks its caller, no longer than it is given. Immutable; any thread.
 */
public final class DnsLookup {
    /** Resolvers in the field are asked no more than three servers either (resolv.conf(5)). */
    private static final int MOST_SERVERS = 3;

    private final List<InetSocketAddress> servers;
    private final IoClientFactory path;

    /**
     * A look-up with these servers.
     *
     * @param path how questions leave and answers come; it must complete on the calling thread
     */
    public DnsLookup(List<InetSocketAddress> servers, IoClientFactory path) {
        this.servers = servers.subList(0, Math.min(MOST_SERVERS, servers.size()));
        this.path = path;
    }

    /** The servers of a service, such as {@code _sips._tcp.example.com}, in the order of the reply. */
    public Outcome<List<ServiceRecord>> services(String name, Duration atMost) {
        return ask(name, Type.SRV, atMost, DnsReply::services);
    }

    /** The ways in which a domain is served, in the order of the reply. */
    public Outcome<List<NamingPointer>> pointers(String domain, Duration atMost) {
        return ask(domain, Type.NAPTR, atMost, DnsReply::pointers);
    }

    private <T> Outcome<List<T>> ask(String text, int type, Duration atMost, BiFunction<Message, Name, List<T>> read) {
        Name name;
        try {
            name = Name.fromString(IDN.toASCII(text), Name.root);
        } catch (TextParseException | IllegalArgumentException noName) {
            return refused(text, "no name that can be asked for");
        }
        String fault = "this machine knows no name server";
        for (InetSocketAddress server : servers) {
            try {
                Message reply = reply(server, name, type, atMost.dividedBy(servers.size()));
                switch (reply.getRcode()) {
                    case Rcode.NOERROR -> {
                        return Outcome.granted(read.apply(reply, name));
                    }
                    case Rcode.NXDOMAIN -> {
                        return Outcome.granted(List.of());
                    }
                    default -> fault = shown(server) + " says " + Rcode.string(reply.getRcode());
                }
            } catch (CompletionException | CancellationException silent) {
                fault = shown(server) + " does not answer";
            }
        }
        return refused(text, fault);
    }

    private Message reply(InetSocketAddress server, Name name, int type, Duration atMost) {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(atMost);
        resolver.setIoClientFactory(path);
        Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        return resolver.sendAsync(question, Runnable::run).toCompletableFuture().join();
    }

    private static String shown(InetSocketAddress server) {
        return "name server " + server.getAddress().getHostAddress();
    }

    private static <T> Outcome<List<T>> refused(String name, String how) {
        return Outcome.refused(CryptoReason.NET_01, Excerpt.of(name) + ": " + how);
    }
}
