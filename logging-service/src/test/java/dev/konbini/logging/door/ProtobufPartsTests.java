package dev.konbini.logging.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ProtobufPartsTests {

    @Test
    void recordsThatSayNothingCountToo() throws IOException {
        var scope = ScopeLogs.newBuilder();
        for (var i = 0; i < 1_000; i++) {
            scope.addLogRecords(LogRecord.getDefaultInstance());
        }

        assertThat(count(scope.build())).isGreaterThanOrEqualTo(2_000);
    }

    @Test
    void attributeIsItsMessagesAndTexts() throws IOException {
        var attribute =
                KeyValue.newBuilder()
                        .setKey("k")
                        .setValue(AnyValue.newBuilder().setStringValue("v"))
                        .build();

        assertThat(count(attribute)).isEqualTo(4);
    }

    @Test
    void valuesWithinValuesCount() throws IOException {
        var values =
                ArrayValue.newBuilder()
                        .addAllValues(Collections.nCopies(1_000, AnyValue.getDefaultInstance()));

        assertThat(count(AnyValue.newBuilder().setArrayValue(values).build())).isEqualTo(1_002);
    }

    @Test
    void packedNumbersCountByWhatTheyTake() throws IOException {
        var buckets =
                Buckets.newBuilder().addAllBucketCounts(Collections.nCopies(6_000, 1L)).build();

        assertThat(count(buckets)).isEqualTo(1_001);
    }

    @Test
    void whatIsNotKnownIsNotMadeAndDoesNotCount() throws IOException {
        var unknown =
                UnknownFieldSet.newBuilder()
                        .addField(
                                999,
                                UnknownFieldSet.Field.newBuilder()
                                        .addVarint(7)
                                        .addLengthDelimited(ByteString.copyFromUtf8("x"))
                                        .build())
                        .build();

        assertThat(count(KeyValue.newBuilder().setUnknownFields(unknown).build())).isEqualTo(1);
    }

    @Test
    void bytesThatAreNoMessageAreRefused() {
        assertThatThrownBy(() ->
                        ProtobufParts.count(new byte[] {10, 100, 3}, KeyValue.getDescriptor()))
                .isInstanceOf(IOException.class);
    }

    private static long count(Message message) throws IOException {
        return ProtobufParts.count(message.toByteArray(), message.getDescriptorForType());
    }
}
