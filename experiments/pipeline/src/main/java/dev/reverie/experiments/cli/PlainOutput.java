package dev.reverie.experiments.cli;

import dev.reverie.core.Printable;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine;

/** Where a verb writes: what could move a terminal's cursor is written out, whatever file, server or user it came from. */
final class PlainOutput extends FilterWriter {
    private PlainOutput(Writer to) {
        super(to);
    }

    /** From now on, of this verb. */
    static void of(CommandLine verb) {
        verb.setOut(new PrintWriter(new PlainOutput(verb.getOut())));
        verb.setErr(new PrintWriter(new PlainOutput(verb.getErr())));
    }

    @Override
    public void write(int c) throws IOException {
        write(new char[]{(char) c}, 0, 1);
    }

    @Override
    public void write(char[] text, int from, int count) throws IOException {
        write(new String(text, from, count), 0, count);
    }

    @Override
    public void write(String text, int from, int count) throws IOException {
        out.write(Printable.lines(text.substring(from, from + count)));
    }
}
