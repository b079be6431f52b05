package dev.reverie.envs;

/**
 * Something that can be chosen about an environment.
 *
 * @param name
 *            as it is written in a configuration
 * @param defaultValue
 *            the value where none is given
 * @param meaning
 *            in one line: what it does, its unit, what is allowed
 */
public record EnvOption(String name, String defaultValue, String meaning) {
    public EnvOption {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of an option must not be blank");
        }
        if (defaultValue == null || meaning == null) {
            throw new IllegalArgumentException("defaultValue and meaning of option " + name + " must be given");
        }
    }
}
