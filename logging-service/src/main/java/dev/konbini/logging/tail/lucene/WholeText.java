package dev.konbini.logging.tail.lucene;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Takes a text as one word, as it is.
final class WholeText extends Analyzer {

    @Override
    protected TokenStreamComponents createComponents(String field) {
        return new TokenStreamComponents(new OneWord());
    }

    private static final class OneWord extends Tokenizer {

        private final CharTermAttribute word = addAttribute(CharTermAttribute.class);
        private boolean given;

        @Override
        public boolean incrementToken() throws IOException {
            if (given) {
                return false;
            }
            clearAttributes();
            given = true;
            var chunk = new char[256];
            for (var read = input.read(chunk); read >= 0; read = input.read(chunk)) {
                word.append(new String(chunk, 0, read));
            }
            return true;
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            given = false;
        }
    }
}
