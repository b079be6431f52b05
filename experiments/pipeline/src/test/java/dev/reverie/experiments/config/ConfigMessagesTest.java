package dev.reverie.experiments.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong is one line: place, key, what is allowed, what was given. */
class ConfigMessagesTest {
    @TempDir
    Path folder;

    private String problem(String text) throws IOException {
        var file = folder.resolve("my.yaml");
        Files.writeString(file, text);
        var message = assertThrows(IllegalArgumentException.class, () -> ExperimentConfig.load(file)).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message.replace(folder + "/", "").replace(folder + "\\", "");
    }

    private static String problemOfSetting(String setting) {
        return assertThrows(IllegalArgumentException.class, () -> ExperimentConfig.preset("takecover").with(setting)).getMessage();
    }

    @Test
    void anUnknownKeyIsNamedWithItsLineAndTheNearest() throws IOException {
        assertEquals("my.yaml:3: rnn.hiden: unknown key; did you mean rnn.hidden?", problem("preset: takecover\nrnn:\n  hiden: 128\n"));
    }

    @Test
    void anUnknownKeyLikeNoOtherShowsThoseThereAre() throws IOException {
        assertEquals("my.yaml:2: dream.colour: unknown key; known here: temperature, maxSteps, ending, precision, member, disagreement",
                problem("preset: takecover\ndream: {colour: red}\n"));
    }

    @Test
    void aWrongTypeIsNamedWithItsLine() throws IOException {
        assertEquals("my.yaml:4: rnn.hidden must be a whole number, was \"big\"",
                problem("preset: takecover\n# M\nrnn:\n  hidden: big\n"));
    }

    @Test
    void aFailedCheckOfARecordGetsItsPathAndLine() throws IOException {
        assertEquals("my.yaml:3: rnn.clip must be > 0, was -1.0", problem("preset: takecover\nrnn:\n  clip: -1\n"));
    }

    @Test
    void aFailedCheckDeepDownGetsItsWholePath() throws IOException {
        assertEquals("my.yaml:2: vae.rate.decay must be in (0, 1], was 2.0", problem("preset: takecover\nvae: {rate: {decay: 2}}\n"));
    }

    @Test
    void aMissingFileIsSaidToBeMissing() {
        var file = folder.resolve("none.yaml");
        var e = assertThrows(IllegalArgumentException.class, () -> ExperimentConfig.load(file));
        assertEquals(file + ": no such file; presets are " + String.join(", ", Presets.NAMES), e.getMessage());
    }

    @Test
    void badYamlIsNamedWithItsLine() throws IOException {
        assertEquals("my.yaml:3: is not YAML: while parsing a flow mapping, expected ',' or '}', but got :",
                problem("preset: takecover\nrnn: {hidden: 3,\n  clip: 1 2: 3}\n"));
        assertEquals("my.yaml:3: is not YAML: while scanning a quoted scalar, found unexpected end of stream",
                problem("preset: takecover\nrnn: \"x\n"));
        assertEquals(
                "my.yaml:3: is not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
                problem("preset: takecover\nrnn:\n\thidden: 3\n"));
    }

    @Test
    void aKeyGivenTwiceIsNamedWithBothLines() throws IOException {
        assertEquals("my.yaml:4: rnn.clip is given twice, first in line 3", problem("preset: takecover\nrnn:\n  clip: 1\n  clip: 2\n"));
    }

    @Test
    void aFileWithoutPresetMustBeComplete() throws IOException {
        assertEquals("my.yaml:1: env is missing; give it, or begin the file with a preset, such as preset: takecover",
                problem("seed: 1\n"));
    }

    @Test
    void anEmptyFileIsIncomplete() throws IOException {
        assertEquals("my.yaml:1: seed is missing; give it, or begin the file with a preset, such as preset: takecover",
                problem("# none\n"));
    }

    @Test
    void aFileThatIsNoBlockOfKeysIsSaidToBeNone() throws IOException {
        assertEquals("my.yaml:1: must be a block of keys, such as seed: 1", problem("takecover\n"));
        assertEquals("my.yaml:1: the file must not be a list", problem("- takecover\n"));
    }

    @Test
    void anUnknownPresetIsNamedWithTheNearest() throws IOException {
        assertEquals("my.yaml:1: preset takecovr: unknown preset; did you mean takecover?", problem("preset: takecovr\n"));
        var e = assertThrows(IllegalArgumentException.class, () -> ExperimentConfig.of("takecovr"));
        assertEquals("takecovr: unknown preset; did you mean takecover?; a file's name ends with .yaml", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rnn.hiden=3                | rnn.hiden: unknown key; did you mean rnn.hidden?
            rnnn.hidden=3              | rnnn: unknown key; did you mean rnn?
            rnn.hidden=big             | rnn.hidden must be a whole number, was "big"
            rnn.hidden=1.5             | rnn.hidden must be a whole number, was 1.5
            rnn.hidden=99999999999     | rnn.hidden must be a whole number of at most 2147483647, was 99999999999
            rnn.hidden=                | rnn.hidden must be a whole number, was nothing
            rnn.hidden=[1, 2]          | rnn.hidden must not be a list
            rnn.hidden={a: 1}          | rnn.hidden must be a whole number, was a block of keys
            rnn.clip=-1                | rnn.clip must be > 0, was -1.0
            rnn.clip=NaN               | rnn.clip must be a number, was "NaN"
            rnn=5                      | rnn must be a block of keys, was 5
            evolve.bias=yes            | evolve.bias must be true or false, was "yes"
            evolve.features=ZX         | evolve.features must be z and parts of M's memory, which are h, c where rnn.memory is lstm; was ZX
            collect.policy.type=hold   | collect.policy.type must be one of agent, brownian, held, scripted, sweep, uniform, untrained, was "hold"
            collect.policy=held        | collect.policy.least is missing; give it, or begin the file with a preset, such as preset: takecover
            collect.policy.most=0      | collect.policy.most must be >= 1, was 0
            collect.policy.mots=3      | collect.policy.mots: unknown key; did you mean collect.policy.most?
            evolve.where=dreams        | evolve.where must be one of dream, real, dream-then-real, was "dreams"
            evolve.where=dream-then-real | evolve.realGenerations must be >= 1 where evolve.where is dream-then-real, was 0
            evolve.realGenerations=3   | evolve.realGenerations must be 0 where evolve.where is dream, was 3
            evolve.cap=0.5             | evolve.cap must be 0 for none, or >= 1, was 0.5
            evolve.strategy=cmaes      | evolve.strategy: unknown strategy 'cmaes'; did you mean cma-es? known: bipop-cma-es, cma-es, ipop-cma-es, openai-es, pepg, sep-cma-es, simple-ga, snes, xnes; one of your own needs a StrategyProvider
            evolve.strategyOptions.rate=1 | evolve.strategyOptions: unknown option of cma-es 'rate'; known: active
            evolve.strategyOptions.active=1 | evolve.strategyOptions.active must be true or false, was "1"
            evolve.controller=mlp      | evolve.layers must be widths of at least 1, such as 32,16, was "none"
            evolve.controller=mpl      | evolve.controller: unknown controller 'mpl'; did you mean mlp? known: linear, mlp; one of your own needs a ControllerProvider
            evolve.controllerOptions.gain=2 | evolve.controllerOptions: unknown option of linear 'gain'; there are none
            evolve={racing: halving, chances: paired} | evolve.racing must be none where evolve.chances is paired, since candidates then play different episodes, was halving
            evolve.layers=16           | evolve.layers must be none where the controller is linear, was "16"
            evolve.stagnation=-1       | evolve.stagnation must be >= 0, was -1
            evolve.chances=SHARED      | evolve.chances must be one of shared, paired, was "SHARED"
            rnn.heads.restart=false    | evolve.where must be real where rnn.heads has neither restart nor reward, since all dreams are then worth the same, was dream
            rnn.hidden                 | a setting must be KEY=VALUE, such as rnn.hidden=128, was rnn.hidden
            .hidden=3                  | a setting must be KEY=VALUE, such as rnn.hidden=128, was .hidden=3
            """)
    void aWrongSettingIsOneLine(String setting, String message) {
        assertEquals(message, problemOfSetting(setting));
    }
}
