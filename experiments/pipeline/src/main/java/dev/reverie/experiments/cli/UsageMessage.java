package dev.reverie.experiments.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Wrong usage in one line: what was wrong, what is near it, where to read on. */
final class UsageMessage {
    private UsageMessage() {
    }

    static int report(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(problem(e) + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        return Reverie.WRONG_USAGE;
    }

    private static String problem(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return e.getMessage();
        }
        String word = unmatched.getUnmatched().get(0);
        boolean verbExpected = e.getCommandLine().getParent() == null && !word.startsWith("-");
        List<String> near = unmatched.getSuggestions();
        return word + ": unknown " + (word.startsWith("-") ? "option" : verbExpected ? "verb" : "argument")
                + (near.isEmpty() ? "" : "; did you mean " + near.get(0) + "?");
    }
}
