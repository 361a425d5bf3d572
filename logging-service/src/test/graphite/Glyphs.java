import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// Draws the letters that charts are labelled with, once, from DejaVu Sans, into `glyphs.gz`.
///
/// Run it with a JDK that can draw: `java -Djava.awt.headless=true Glyphs.java FONTS OUT`, where
/// FONTS has DejaVuSans.ttf and DejaVuSans-Bold.ttf (Debian's fonts-dejavu-core). Their licence
/// permits it: https://dejavu-fonts.github.io/License.html.
final class Glyphs {

    private static final String EXTRA = "…−–—";

    private Glyphs() {}

    public static void main(String[] args) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            face(out, new File(args[0], "DejaVuSans.ttf"), 11);
            face(out, new File(args[0], "DejaVuSans-Bold.ttf"), 15);
        }
        Files.write(Path.of(args[1]), bytes.toByteArray());
    }

    private static void face(DataOutputStream out, File file, float size) throws Exception {
        var font = Font.createFont(Font.TRUETYPE_FONT, file).deriveFont(size);
        var letters = new StringBuilder();
        for (char c = ' '; c < 256; c++) {
            if (c < 127 || c >= 160) {
                letters.append(c);
            }
        }
        letters.append(EXTRA);
        out.writeInt(letters.length());
        for (var i = 0; i < letters.length(); i++) {
            glyph(out, font, letters.charAt(i));
        }
    }

    private static void glyph(DataOutputStream out, Font font, char letter) throws IOException {
        var context = new FontRenderContext(null, true, true);
        var text = String.valueOf(letter);
        var size = 48;
        var image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setFont(font);
        graphics.drawString(text, 12, 32);
        graphics.dispose();
        int left = size, right = -1, top = size, bottom = -1;
        for (var y = 0; y < size; y++) {
            for (var x = 0; x < size; x++) {
                if (image.getRaster().getSample(x, y, 0) > 0) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        out.writeChar(letter);
        out.writeFloat((float) font.getStringBounds(text, context).getWidth());
        var width = Math.max(0, right - left + 1);
        out.writeByte(width == 0 ? 0 : left - 12);
        out.writeByte(width == 0 ? 0 : 32 - top);
        out.writeByte(width);
        out.writeByte(Math.max(0, bottom - top + 1));
        for (var y = top; y <= bottom; y++) {
            for (var x = left; x <= right; x++) {
                // Samples are kept as light is seen, ink is how much of a pixel is covered.
                out.writeByte(image.getRaster().getSample(x, y, 0));
            }
        }
    }
}
