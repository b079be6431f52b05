package dev.reverie.experiments.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Wrong usage in one line: what was wrong, what is near it, where to read on. */
final class UsageMessage {
    private UsageMessage() {
    }

    static int report(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PlainOutput.of(command);
        command.getErr().println(problem(e) + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        command.getErr().flush();
        return Reverie.WRONG_USAGE;
    }

    private static String problem(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return e.getArgSpec() == null || e.getValue() == null ? e.getMessage() : wrongValue(e, e.getArgSpec());
        }
        String word = unmatched.getUnmatched().get(0);
        boolean verbExpected = e.getCommandLine().getParent() == null && !word.startsWith("-");
        List<String> near = unmatched.getSuggestions();
        return word + ": unknown " + (word.startsWith("-") ? "option" : verbExpected ? "verb" : "argument")
                + (near.isEmpty() ? "" : "; did you mean " + near.get(0) + "?");
    }

    /** What {@link OptionValue} found, or picocli itself. */
    private static String wrongValue(ParameterException e, ArgSpec argument) {
        var name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        var type = argument.type();
        if (type.isEnum()) {
            return name + " must be one of " + String.join(", ", Arrays.stream(type.getEnumConstants()).map(Object::toString).toList())
                    + ", was '" + e.getValue() + "'";
        }
        int rule = e.getMessage().indexOf(": must be ");
        return rule < 0 ? e.getMessage() : name + e.getMessage().substring(rule + 1);
    }
}
