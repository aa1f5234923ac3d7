import io.tightwire.codec.Codec;
import io.tightwire.codec.EnumCodec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Plain} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class PlainCodecs {
  static final EnumCodec<Plain.Color> COLOR = new EnumCodec<>("Plain.Color", Plain.Color.values());

  static final Codec<List<Plain.Data>> LIST_OF_DATA = Codec.of(
      PlainCodecs::writeListOfData, PlainCodecs::readListOfData);

  private PlainCodecs() {
  }

  static void writeData(WireWriter out, Plain.Data value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.a());
    out.endArray();
  }

  static Plain.Data readData(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int a = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Plain.Data(a);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Plain.Data", e);
    }
  }

  static void writeListOfData(WireWriter out, List<Plain.Data> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeData(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Plain.Data element : value) {
        writeData(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Plain.Data> readListOfData(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Plain.Data> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readData(in));
    }
    in.endArray(0);
    return value;
  }
}
