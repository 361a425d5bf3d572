package dev.konbini.logging.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducerWrapper;
import org.jspecify.annotations.Nullable;

/// Hands a request's body to the socket in large pieces.
///
/// The client of Elasticsearch gives 8 KiB each time the socket can take more: for a `_bulk` body
/// that is hundreds of turns of its loop, each with a call of the system.
final class GatheringProducer extends AsyncEntityProducerWrapper {

    private static final int GATHERED_MAX = 256 << 10;

    private final ByteBuffer gathered;
    private final Gathering gathering = new Gathering();
    private boolean ended;

    private GatheringProducer(AsyncEntityProducer producer, int size) {
        super(producer);
        this.gathered = ByteBuffer.allocate(size);
    }

    /// Lets a request that goes through a client's chain be sent so, if it has a body whose length
    /// is known.
    static void intercept(
            HttpRequest request,
            @Nullable AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        chain.proceed(request, body == null ? null : of(body), scope, callback);
    }

    private static AsyncEntityProducer of(AsyncEntityProducer body) {
        var length = body.getContentLength();
        return length <= 0
                ? body
                : new GatheringProducer(body, (int) Math.min(length, GATHERED_MAX));
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        while (!ended && gathered.hasRemaining()) {
            super.produce(gathering);
        }
        if (gathered.position() > 0) {
            gathered.flip();
            channel.write(gathered);
            gathered.compact();
        }
        if (ended && gathered.position() == 0) {
            channel.endStream();
        }
    }

    @Override
    public int available() {
        return Math.max(gathered.position(), super.available());
    }

    @Override
    public void releaseResources() {
        gathered.clear();
        ended = false;
        super.releaseResources();
    }

    /// Takes what there is still room for.
    private final class Gathering implements DataStreamChannel {

        @Override
        public void requestOutput() {
            // It is asked again as long as there is room.
        }

        @Override
        public int write(ByteBuffer piece) {
            int length = Math.min(piece.remaining(), gathered.remaining());
            gathered.put(gathered.position(), piece, piece.position(), length);
            gathered.position(gathered.position() + length);
            piece.position(piece.position() + length);
            return length;
        }

        @Override
        public void endStream() {
            ended = true;
        }

        @Override
        public void endStream(@Nullable List<? extends Header> trailers) {
            ended = true;
        }
    }
}
