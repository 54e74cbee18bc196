package org.sealphone.crypto.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.sealphone.certs.IssuedCertificate;

/** A server on loopback that takes connections one after the other and does with each what a test wants. */
public final class TlsTestServer implements AutoCloseable {
    private final ServerSocket socket;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** What happens on a connection. */
    public interface Conduct {
        void handle(Socket raw) throws Exception;
    }

    /** What happens on a TLS connection after its socket exists; the handshake is up to it. */
    public interface TlsConduct {
        void handle(SSLSocket tls, Socket raw) throws Exception;
    }

    private TlsTestServer(Conduct conduct) throws IOException {
        socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(conduct), "tls-test-server");
        thread.setDaemon(true);
        thread.start();
    }

    public static TlsTestServer plain(Conduct conduct) throws IOException {
        return new TlsTestServer(conduct);
    }

    public static TlsTestServer tls(SSLContext context, TlsConduct conduct) throws IOException {
        return new TlsTestServer(raw -> {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, null, false);
            tls.setUseClientMode(false);
            conduct.handle(tls, raw);
        });
    }

    public static SSLContext context(IssuedCertificate shown, X509Certificate clientCa, Provider provider) {
        try {
            char[] password = "test".toCharArray();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(new java.io.ByteArrayInputStream(shown.pkcs12(password)), password);
            KeyManagerFactory keyManagers = provider == null
                    ? KeyManagerFactory.getInstance("SunX509")
                    : KeyManagerFactory.getInstance("PKIX", provider);
            keyManagers.init(keys, password);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", clientCa);
            TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
            trustManagers.init(trusted);
            SSLContext context =
                    provider == null ? SSLContext.getInstance("TLS") : SSLContext.getInstance("TLS", provider);
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(Conduct conduct) {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                conduct.handle(client);
                done.complete(null);
            } catch (Exception ended) {
                done.completeExceptionally(ended);
            }
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Waits until one connection was handled without an exception. */
    void awaitDone() throws Exception {
        done.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
