package dev.reverie.experiments.report;

import java.util.List;

/**
 * Blocks under a heading.
 *
 * @param title
 *            the heading, unique on its page
 */
public record Section(String title, List<Block> blocks) {
    public Section {
        blocks = List.copyOf(blocks);
        if (title.isBlank()) {
            throw new IllegalArgumentException("title must not be blank");
        }
    }

    /** What links lead to. */
    String anchor() {
        return title.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
