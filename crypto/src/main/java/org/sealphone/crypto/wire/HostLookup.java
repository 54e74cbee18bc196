package org.sealphone.crypto.wire;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sealphone.crypto.reason.CryptoReason;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Outcome;

/**
 * Names into addresses by the machine's resolver, for a bounded time; never addresses into names. A resolver that hangs keeps a
 * daemon thread, not the caller.
 */
final class HostLookup {
    private HostLookup() {}

    static Outcome<List<InetAddress>> addresses(String host, Duration atMost) {
        String name;
        try {
            name = host.indexOf(':') >= 0 ? host : IDN.toASCII(host);
        } catch (IllegalArgumentException noName) {
            return notFound(host, "no host name");
        }
        if (name.isBlank()) {
            // The resolver would take an empty name for this machine.
            return notFound(host, "empty");
        }
        if (Thread.currentThread().isInterrupted()) {
            // A quick resolver would win the race against the interruption: whoever gave up asks nobody.
            return notFound(host, "interrupted");
        }
        // With this property dnsjava, which is on the class path for its messages, would resolve in the system's place
        // from Java 18 on,
        // over sockets of its own. The platform reads it once, at the first look-up of all.
        System.clearProperty("org.dnsjava.spi.enable");
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(name));
        Thread thread = new Thread(lookup, "wire-lookup");
        thread.setDaemon(true);
        thread.start();
        try {
            return Outcome.granted(List.of(lookup.get(atMost.toNanos(), TimeUnit.NANOSECONDS)));
        } catch (ExecutionException failed) {
            return notFound(
                    host, failed.getCause() instanceof UnknownHostException ? "unknown" : "cannot be looked up");
        } catch (TimeoutException silent) {
            return notFound(host, "the name server does not answer");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return notFound(host, "interrupted");
        }
    }

    private static Outcome<List<InetAddress>> notFound(String host, String how) {
        return Outcome.refused(CryptoReason.NET_01, Excerpt.of(host) + ": " + how);
    }
}
