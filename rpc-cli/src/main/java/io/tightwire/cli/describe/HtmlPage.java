package io.tightwire.cli.describe;

import io.tightwire.cli.json.JsonWriter;

/** One static page with the documentation of a service. Stateless; thread-safe. */
public final class HtmlPage {

  private static final String STYLE =
      """
      <style>
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 52em; margin: 0 auto; padding: 2em 1.5em; }
      h2 { margin-top: 2.5em; }
      pre { background: #8882; border-radius: 6px; padding: 1em; overflow: auto; font-size: 14px; }
      </style>
      """;

  private HtmlPage() {}

  /** Returns the page, which refers to no other file. */
  public static String of(Service service) {
    StringBuilder page = new StringBuilder();
    String name = escaped(service.name());
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>")
        .append(name)
        .append("</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n")
        .append(STYLE)
        .append("<h1>")
        .append(name)
        .append("</h1>\n<ul>\n");
    for (Service.Method method : service.methods()) {
      String anchor = escaped(method.name());
      page.append("<li><a href=\"#").append(anchor).append("\">").append(anchor).append("</a>\n");
    }
    page.append("</ul>\n");
    for (Service.Method method : service.methods()) {
      String anchor = escaped(method.name());
      page.append("<h2 id=\"")
          .append(anchor)
          .append("\">")
          .append(anchor)
          .append("</h2>\n<pre>")
          .append(escaped(JavaText.of(service.only(method))))
          .append("</pre>\n<p>Arguments:\n<pre>")
          .append(escaped(JsonWriter.indented(Template.of(service, method))))
          .append("</pre>\n");
    }
    return page.append("</html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
