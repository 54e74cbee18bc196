package org.sealphone.harness.oracle.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A TLS client and server in memory, with the server's key log, handing every flight to whoever plays the wire. */
public final class TlsPair {
    private static final KeyPair KEYS = keys();
    private static final byte[] CERTIFICATE = certificate();

    private final BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
    private final ProtocolVersion version;
    private final int suite;
    private final boolean clientTrusts;
    private final boolean logHandshake;
    private final List<String> log = new ArrayList<>();
    private final ClientProtocol client = new ClientProtocol();
    private final ServerProtocol server = new ServerProtocol();
    private final Wire wire;

    /** Sees what either side writes. */
    public interface Wire {
        void flight(boolean fromClient, byte[] octets);
    }

    public TlsPair(ProtocolVersion version, int suite, Wire wire) {
        this(version, suite, true, true, wire);
    }

    public TlsPair(ProtocolVersion version, int suite, boolean clientTrusts, boolean logHandshake, Wire wire) {
        this.version = version;
        this.suite = suite;
        this.clientTrusts = clientTrusts;
        this.logHandshake = logHandshake;
        this.wire = wire;
    }

    public static byte[] concatenated(List<byte[]> flights) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        flights.forEach(all::writeBytes);
        return all.toByteArray();
    }

    public List<String> keyLog() {
        return List.copyOf(log);
    }

    public TlsPair handshake() {
        try {
            server.accept(new Server());
            client.connect(new Client());
            pump();
        } catch (IOException e) {
            move(client, server, true);
        }
        return this;
    }

    public void clientSays(byte[] octets) {
        say(client, octets);
    }

    public void serverSays(byte[] octets) {
        say(server, octets);
    }

    private void say(TlsProtocol side, byte[] octets) {
        try {
            side.writeApplicationData(octets, 0, octets.length);
            pump();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public void clientUpdatesKeys() {
        try {
            client.update();
            pump();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public void close() {
        try {
            client.close();
            pump();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pump() throws IOException {
        boolean moved = true;
        while (moved) {
            moved = move(client, server, true);
            moved |= move(server, client, false);
        }
    }

    private boolean move(TlsProtocol from, TlsProtocol to, boolean fromClient) {
        int available = from.getAvailableOutputBytes();
        if (available == 0) {
            return false;
        }
        byte[] octets = new byte[available];
        from.readOutput(octets, 0, available);
        wire.flight(fromClient, octets.clone());
        try {
            to.offerInput(octets);
            byte[] read = new byte[to.getAvailableInputBytes()];
            to.readInput(read, 0, read.length);
        } catch (IOException e) {
            if (to == client) {
                move(client, server, true);
            }
        }
        return true;
    }

    private void log(String label, byte[] random, TlsSecret secret) {
        if (secret != null) {
            byte[] copy = crypto.adoptSecret(secret).extract();
            log.add(label + " " + HexFormat.of().formatHex(random) + " "
                    + HexFormat.of().formatHex(copy));
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] certificate() {
        try {
            X500Name name = new X500Name("CN=pbx.example");
            return new JcaX509v3CertificateBuilder(
                            name, BigInteger.ONE, new Date(0), new Date(4102444800000L), name, KEYS.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class ClientProtocol extends TlsClientProtocol {
        void update() throws IOException {
            send13KeyUpdate(true);
        }
    }

    private static final class ServerProtocol extends TlsServerProtocol {}

    private final class Client extends DefaultTlsClient {
        Client() {
            super(TlsPair.this.crypto);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return new ProtocolVersion[] {version};
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {suite};
        }

        @Override
        protected Vector<ServerName> getSNIServerNames() {
            Vector<ServerName> names = new Vector<>();
            names.add(new ServerName((short) 0, "pbx.example".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            return names;
        }

        @Override
        protected Vector<ProtocolName> getProtocolNames() {
            Vector<ProtocolName> names = new Vector<>();
            names.add(ProtocolName.asUtf8Encoding("sip/2"));
            return names;
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                    if (!clientTrusts) {
                        throw new org.bouncycastle.tls.TlsFatalAlert(org.bouncycastle.tls.AlertDescription.unknown_ca);
                    }
                }

                @Override
                public TlsCredentials getClientCredentials(CertificateRequest request) {
                    return null;
                }
            };
        }
    }

    private final class Server extends DefaultTlsServer {
        Server() {
            super(TlsPair.this.crypto);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return new ProtocolVersion[] {version};
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {suite};
        }

        @Override
        public TlsCredentials getCredentials() throws IOException {
            return signer();
        }

        @Override
        protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
            return signer();
        }

        private TlsCredentialedSigner signer() throws IOException {
            TlsCertificate one = new BcTlsCertificate(TlsPair.this.crypto, CERTIFICATE);
            boolean tls13 = version == ProtocolVersion.TLSv13;
            Certificate chain = tls13
                    ? new Certificate(new byte[0], new CertificateEntry[] {new CertificateEntry(one, null)})
                    : new Certificate(new TlsCertificate[] {one});
            AsymmetricKeyParameter key =
                    PrivateKeyFactory.createKey(KEYS.getPrivate().getEncoded());
            return new BcDefaultTlsCredentialedSigner(
                    new TlsCryptoParameters(context),
                    TlsPair.this.crypto,
                    key,
                    chain,
                    new SignatureAndHashAlgorithm((short) 4, SignatureAlgorithm.ecdsa));
        }

        @Override
        public void notifyHandshakeComplete() throws IOException {
            super.notifyHandshakeComplete();
            SecurityParameters secrets = context.getSecurityParametersConnection();
            byte[] random = secrets.getClientRandom();
            if (version != ProtocolVersion.TLSv13) {
                log("CLIENT_RANDOM", random, secrets.getMasterSecret());
                return;
            }
            if (logHandshake) {
                log("CLIENT_HANDSHAKE_TRAFFIC_SECRET", random, secrets.getBaseKeyClient());
                log("SERVER_HANDSHAKE_TRAFFIC_SECRET", random, secrets.getBaseKeyServer());
            }
            log("CLIENT_TRAFFIC_SECRET_0", random, secrets.getTrafficSecretClient());
            log("SERVER_TRAFFIC_SECRET_0", random, secrets.getTrafficSecretServer());
        }
    }
}
