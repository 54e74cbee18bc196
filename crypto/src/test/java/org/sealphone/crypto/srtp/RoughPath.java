package org.sealphone.crypto.srtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A seeded way through a bad network: some datagrams are lost, late, doubled, bent or cut. */
final class RoughPath {
    private record Arrival(int at, int order, byte[] datagram) {}

    private final Random random;

    RoughPath(Random random) {
        this.random = random;
    }

    /**
     * What arrives, in order of arrival. The first few arrive whole and in order, so that both receivers know the source
     * before anything else.
     */
    List<byte[]> carry(List<byte[]> sent) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            if (i < 4) {
                arrivals.add(new Arrival(i, arrivals.size(), sent.get(i)));
            } else if (random.nextInt(100) >= 4) {
                arrivals.add(new Arrival(i + late(), arrivals.size(), sent.get(i)));
            }
            if (random.nextInt(100) < 5) {
                arrivals.add(new Arrival(i + 1 + late(), arrivals.size(), sent.get(i)));
            }
            if (random.nextInt(100) < 6) {
                arrivals.add(new Arrival(i + 1 + late(), arrivals.size(), bend(sent.get(i))));
            }
        }
        arrivals.sort(Comparator.comparingInt(Arrival::at).thenComparingInt(Arrival::order));
        return arrivals.stream().map(Arrival::datagram).toList();
    }

    private int late() {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextInt(400);
            case 1, 2 -> random.nextInt(12);
            default -> 0;
        };
    }

    /** One bit wrong, cut short, or longer than it was. */
    private byte[] bend(byte[] datagram) {
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(datagram, random.nextInt(datagram.length));
            case 1 -> Arrays.copyOf(datagram, datagram.length + 1 + random.nextInt(20));
            default -> {
                byte[] bent = datagram.clone();
                bent[random.nextInt(bent.length)] ^= (byte) (1 << random.nextInt(8));
                yield bent;
            }
        };
    }
}
