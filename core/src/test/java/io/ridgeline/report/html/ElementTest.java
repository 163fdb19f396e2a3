package io.ridgeline.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementTest {
  @Test
  void textAndAttributesAreEscaped() {
    Element element =
        Element.of("p", "a < b & \"c\" > 'd'", Element.of("b", "</p><script>alert(1)</script>"))
            .set("title", "\"><img src=x>");
    assertEquals(
        "<p title=\"&quot;&gt;&lt;img src=x&gt;\">a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;"
            + "<b>&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</b></p>",
        element.toString());
  }

  @Test
  void listsAreFlattenedAndVoidElementsHaveNoEnd() {
    assertEquals(
        "<div>1<br>2</div>", Element.of("div", List.of(1, Element.of("br"), 2)).toString());
  }

  @Test
  void charactersThatXmlCannotHoldOrThatReorderTextAreReplaced() {
    assertEquals(
        "<p>a�b�c�d\u00e9😀</p>", Element.of("p", "a\0b\u202ec\u0085d\u00e9😀").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "href, https://example.org/x",
    "href, //example.org/x",
    "href, javascript:alert(1)",
    "href, /etc/passwd",
    "href, ../x",
    "src, data:text/html;base64,AAAA",
    "onclick, alert(1)",
    "onload, alert(1)",
    "style, background:url(x)",
    "a b, c",
  })
  void attributesThatRunOrFetchAreRefused(String attribute, String value) {
    assertThrows(IllegalArgumentException.class, () -> Element.of("a").set(attribute, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"#section-2", "figures/roc.svg", "tables/roc-curve.csv"})
  void addressesInsideTheReportAreAllowed(String address) {
    assertEquals(
        "<a href=\"" + address + "\"></a>", Element.of("a").set("href", address).toString());
  }

  /** RFC 4648, 10: the bytes of "foobar" are Zm9vYmFy. */
  @Test
  void aPictureIsHeldByThePageItself() {
    byte[] bytes = "foobar".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        "<image href=\"data:image/png;base64,Zm9vYmFy\"></image>",
        Element.of("image").png(bytes).toString());
  }

  @Test
  void elementNamesArePlain() {
    assertThrows(IllegalArgumentException.class, () -> Element.of("p><script"));
  }

  @Test
  void scriptsKeepTheirTextButCannotEndEarly() {
    assertEquals("<script>a<b&&c</script>", Element.of("script", "a<b&&c").toString());
    Element ends = Element.of("style", "a{}</style><p>");
    assertThrows(IllegalArgumentException.class, ends::toString);
  }
}
