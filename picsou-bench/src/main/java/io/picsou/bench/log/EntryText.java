package io.picsou.bench.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Header;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Entries as people and programs can read them. */
final class EntryText {
  private static final String BASE64 = "base64:";
  private static final String NONE = "-";
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private EntryText() {}

  /** Sequence, key and payload with tabs between. */
  static String line(Entry entry) {
    return entry.sequence() + "\t" + oneLine(entry.key()) + "\t" + oneLine(entry.payload());
  }

  private static String oneLine(byte[] bytes) {
    if (bytes == null) {
      return NONE;
    }
    String text = text(bytes);
    boolean plain =
        text != null
            && !text.equals(NONE)
            && !text.startsWith(BASE64)
            && text.chars().noneMatch(Character::isISOControl);
    return plain ? text : BASE64 + Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * An object with {@code sequence}, {@code key}, {@code payload} and {@code headers}; bytes that
   * are no UTF-8 text become an object with the one field {@code base64}.
   */
  static String json(Entry entry) {
    ObjectNode node = JSON.createObjectNode().put("sequence", entry.sequence());
    put(node, "key", entry.key());
    put(node, "payload", entry.payload());
    ObjectNode headers = node.putObject("headers");
    for (Header header : entry.headers()) {
      put(headers, header.name(), header.value());
    }
    return node.toString();
  }

  private static void put(ObjectNode node, String field, byte[] bytes) {
    String text = bytes == null ? null : text(bytes);
    if (bytes != null && text == null) {
      node.putObject(field).put("base64", bytes);
    } else {
      node.put(field, text);
    }
  }

  /** The text that bytes stand for in UTF-8, or null if they are none. */
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
