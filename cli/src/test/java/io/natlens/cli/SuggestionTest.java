package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionTest {
    private static final List<String> WORDS = List.of("analyze", "print", "capture");

    @Test
    void aSlipOfTheFingersFindsTheWord() {
        assertEquals("; did you mean 'analyze'?", Suggestion.of("analyse", WORDS));
        assertEquals("; did you mean 'print'?", Suggestion.of("pirnt", WORDS));
        assertEquals("; did you mean 'capture'?", Suggestion.of("captur", WORDS));
    }

    @Test
    void theBeginningOfAWordFindsIt() {
        assertEquals("; did you mean 'analyze'?", Suggestion.of("an", WORDS));
    }

    @Test
    void whatIsFarFromEveryWordFindsNone() {
        assertEquals("", Suggestion.of("frobnicate", WORDS));
    }

    @Test
    void neighboursThatChangePlacesAreOneSlip() {
        assertEquals(1, Suggestion.distance("pirnt", "print"));
        assertEquals(3, Suggestion.distance("kitten", "sitting"));
        assertEquals(4, Suggestion.distance("", "four"));
    }
}
