package org.sealphone.ua.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.sip.address.Hop;

/**
 * JAIN-SIP's only way out. Every send method ends in {@link FlowBinding.Outlet#send}; addresses that JAIN-SIP derives from a Via, Route,
 * Contact or Request-URI are taken and ignored. A flow that is gone is an {@link IOException} at once. Owner: {@code ua-loop}.
 */
final class FlowChannel extends MessageChannel implements RawMessageChannel {
    private final FlowBinding binding;
    private final FlowProcessor processor;

    FlowChannel(FlowProcessor processor, FlowBinding binding) {
        this.binding = binding;
        this.processor = processor;
        this.messageProcessor = processor;
    }

    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        send(message);
    }

    @Override
    public void sendMessage(SIPMessage message, Hop whateverHop) throws IOException {
        send(message);
    }

    @Override
    public void sendMessage(SIPMessage message, InetAddress whateverAddress, int whateverPort) throws IOException {
        send(message);
    }

    @Override
    public void sendMessage(byte[] message, InetAddress whateverAddress, int whateverPort, boolean retry)
            throws IOException {
        binding.outlet().send(message);
    }

    private void send(SIPMessage message) throws IOException {
        FlowBinding.Outlet flow = binding.outlet();
        boolean automatic = message instanceof SIPResponse && !OwnAnswer.sending();
        if (automatic && !binding.budget().take(binding.timeline().nanoTime())) {
            return;
        }
        flow.send(message.encodeAsBytes(FlowBinding.TRANSPORT));
        message.setRemoteAddress(flow.remote().getAddress());
        message.setRemotePort(flow.remote().getPort());
        message.setLocalAddress(flow.local().getAddress());
        message.setLocalPort(flow.local().getPort());
    }

    /** JAIN-SIP would call this to route a message to itself, which {@link FlowBinding#NOWHERE} makes impossible. */
    @Override
    public void processMessage(SIPMessage message) throws IOException {
        throw new IOException("a message does not come back by itself");
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return processor.getSIPStack();
    }

    @Override
    public String getTransport() {
        return FlowBinding.TRANSPORT;
    }

    @Override
    public boolean isReliable() {
        return true;
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getPeerAddress() {
        return peer().getAddress().getHostAddress();
    }

    @Override
    protected InetAddress getPeerInetAddress() {
        return peer().getAddress();
    }

    @Override
    protected String getPeerProtocol() {
        return FlowBinding.TRANSPORT;
    }

    @Override
    public int getPeerPort() {
        return peer().getPort();
    }

    @Override
    public int getPeerPacketSourcePort() {
        return peer().getPort();
    }

    @Override
    public InetAddress getPeerPacketSourceAddress() {
        return peer().getAddress();
    }

    @Override
    public String getKey() {
        return MessageChannel.getKey(peer().getAddress(), peer().getPort(), FlowBinding.TRANSPORT);
    }

    @Override
    public String getViaHost() {
        return processor.getViaHeader().getHost();
    }

    @Override
    public int getViaPort() {
        return processor.getViaHeader().getPort();
    }

    /** The flow is not JAIN-SIP's to close. */
    @Override
    public void close() {}

    @Override
    protected void uncache() {}

    private InetSocketAddress peer() {
        return binding.peer();
    }
}
