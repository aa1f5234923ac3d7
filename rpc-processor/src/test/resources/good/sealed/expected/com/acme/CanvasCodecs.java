package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.EnumCodec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Canvas} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class CanvasCodecs {
  static final EnumCodec<Canvas.Unit> UNIT = new EnumCodec<>("Canvas.Unit", Canvas.Unit.values());

  static final Codec<Canvas.Shape> SHAPE = Codec.of(
      CanvasCodecs::writeShape, CanvasCodecs::readShape);

  static final Codec<Canvas.Result<Canvas.Circle>> RESULT_OF_CIRCLE = Codec.of(
      CanvasCodecs::writeResultOfCircle, CanvasCodecs::readResultOfCircle);

  static final Codec<Canvas.Result<String>> RESULT_OF_STRING = Codec.of(
      CanvasCodecs::writeResultOfString, CanvasCodecs::readResultOfString);

  private CanvasCodecs() {
  }

  static void writeShape(WireWriter out, Canvas.Shape value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Canvas.Circle actual) {
      out.writeString("Circle");
      writeCircle(out, actual);
    } else if (value instanceof Canvas.Ellipse actual) {
      out.writeString("Ellipse");
      writeEllipse(out, actual);
    } else if (value instanceof Canvas.Square actual) {
      out.writeString("Square");
      writeSquare(out, actual);
    } else if (value instanceof Canvas.Unit actual) {
      out.writeString("Unit");
      UNIT.write(out, actual);
    } else {
      throw CodecSupport.unknownCase("Canvas.Shape", value);
    }
    out.endArray();
  }

  static Canvas.Shape readShape(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Canvas.Shape");
    Canvas.Shape value = switch (tag) {
      case "Circle" -> readCircle(in);
      case "Ellipse" -> readEllipse(in);
      case "Square" -> readSquare(in);
      case "Unit" -> UNIT.read(in);
      default -> throw CodecSupport.unknownTag("Canvas.Shape", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeCircle(WireWriter out, Canvas.Circle value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeDouble(value.radius());
    out.endArray();
  }

  static Canvas.Circle readCircle(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    double radius = present > 0 ? in.readDouble() : 0;
    in.endArray(present - 1);
    try {
      return new Canvas.Circle(radius);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Canvas.Circle", e);
    }
  }

  static void writeEllipse(WireWriter out, Canvas.Ellipse value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeDouble(value.a());
    out.writeDouble(value.b());
    out.endArray();
  }

  static Canvas.Ellipse readEllipse(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    double a = present > 0 ? in.readDouble() : 0;
    double b = present > 1 ? in.readDouble() : 0;
    in.endArray(present - 2);
    try {
      return new Canvas.Ellipse(a, b);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Canvas.Ellipse", e);
    }
  }

  static void writeSquare(WireWriter out, Canvas.Square value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeDouble(value.side());
    out.endArray();
  }

  static Canvas.Square readSquare(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    double side = present > 0 ? in.readDouble() : 0;
    in.endArray(present - 1);
    try {
      return new Canvas.Square(side);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Canvas.Square", e);
    }
  }

  static void writeRound(WireWriter out, Canvas.Round value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Canvas.Circle actual) {
      out.writeString("Circle");
      writeCircle(out, actual);
    } else if (value instanceof Canvas.Ellipse actual) {
      out.writeString("Ellipse");
      writeEllipse(out, actual);
    } else {
      throw CodecSupport.unknownCase("Canvas.Round", value);
    }
    out.endArray();
  }

  static Canvas.Round readRound(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Canvas.Round");
    Canvas.Round value = switch (tag) {
      case "Circle" -> readCircle(in);
      case "Ellipse" -> readEllipse(in);
      default -> throw CodecSupport.unknownTag("Canvas.Round", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeResultOfCircle(WireWriter out, Canvas.Result<Canvas.Circle> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Canvas.Failed<Canvas.Circle> actual) {
      out.writeString("Failed");
      writeFailedOfCircle(out, actual);
    } else if (value instanceof Canvas.Ok<Canvas.Circle> actual) {
      out.writeString("Ok");
      writeOkOfCircle(out, actual);
    } else {
      throw CodecSupport.unknownCase("Canvas.Result", value);
    }
    out.endArray();
  }

  static Canvas.Result<Canvas.Circle> readResultOfCircle(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Canvas.Result");
    Canvas.Result<Canvas.Circle> value = switch (tag) {
      case "Failed" -> readFailedOfCircle(in);
      case "Ok" -> readOkOfCircle(in);
      default -> throw CodecSupport.unknownTag("Canvas.Result", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeFailedOfCircle(WireWriter out, Canvas.Failed<Canvas.Circle> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.why());
    out.endArray();
  }

  static Canvas.Failed<Canvas.Circle> readFailedOfCircle(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String why = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Canvas.Failed<Canvas.Circle>(why);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Canvas.Failed", e);
    }
  }

  static void writeOkOfCircle(WireWriter out, Canvas.Ok<Canvas.Circle> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeCircle(out, value.value());
    out.endArray();
  }

  static Canvas.Ok<Canvas.Circle> readOkOfCircle(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Canvas.Circle value = present > 0 ? readCircle(in) : null;
    in.endArray(present - 1);
    try {
      return new Canvas.Ok<Canvas.Circle>(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Canvas.Ok", e);
    }
  }

  static void writeResultOfString(WireWriter out, Canvas.Result<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Canvas.Checked actual) {
      out.writeString("Checked");
      writeChecked(out, actual);
    } else if (value instanceof Canvas.Failed<String> actual) {
      out.writeString("Failed");
      writeFailedOfString(out, actual);
    } else if (value instanceof Canvas.Ok<String> actual) {
      out.writeString("Ok");
      writeOkOfString(out, actual);
    } else {
      throw CodecSupport.unknownCase("Canvas.Result", value);
    }
    out.endArray();
  }

  static Canvas.Result<String> readResultOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Canvas.Result");
    Canvas.Result<String> value = switch (tag) {
      case "Checked" -> readChecked(in);
      case "Failed" -> readFailedOfString(in);
      case "Ok" -> readOkOfString(in);
      default -> throw CodecSupport.unknownTag("Canvas.Result", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeChecked(WireWriter out, Canvas.Checked value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeBoolean(value.fine());
    out.endArray();
  }

  static Canvas.Checked readChecked(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    boolean fine = present > 0 ? in.readBoolean() : false;
    in.endArray(present - 1);
    try {
      return new Canvas.Checked(fine);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Canvas.Checked", e);
    }
  }

  static void writeFailedOfString(WireWriter out, Canvas.Failed<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.why());
    out.endArray();
  }

  static Canvas.Failed<String> readFailedOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String why = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Canvas.Failed<String>(why);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Canvas.Failed", e);
    }
  }

  static void writeOkOfString(WireWriter out, Canvas.Ok<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.value());
    out.endArray();
  }

  static Canvas.Ok<String> readOkOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String value = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Canvas.Ok<String>(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Canvas.Ok", e);
    }
  }

  static void writeListOfRound(WireWriter out, List<Canvas.Round> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeRound(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Canvas.Round element : value) {
        writeRound(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Canvas.Round> readListOfRound(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Canvas.Round> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readRound(in));
    }
    in.endArray(0);
    return value;
  }
}
