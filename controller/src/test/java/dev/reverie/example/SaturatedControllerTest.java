package dev.reverie.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.controller.ActionMap;
import dev.reverie.controller.Controller;
import dev.reverie.controller.ControllerContract;
import dev.reverie.controller.ControllerShape;
import dev.reverie.controller.Controllers;
import dev.reverie.controller.Features;
import dev.reverie.core.Space;
import dev.reverie.core.WorldModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SaturatedControllerTest implements ControllerContract {
    private static final ControllerShape SHAPE =
            new ControllerShape(Features.ZH, 5, WorldModel.Part.lstm(3), ActionMap.of(Space.box(-1, 1, 2)), false);

    @Override
    public Controller controller() {
        return Controllers.make("saturated", SHAPE, Map.of("limit", "0.5"));
    }

    @Test
    void aFeatureBeyondTheLimitMovesNothing() {
        var some = controller().withParameters(new double[16]);
        var parameters = some.parameters();
        parameters[0] = 1;
        var y = new float[2];
        some.withParameters(parameters).respond(new float[]{7, 0, 0, 0, 0, 0, 0, 0}, y);
        assertEquals(0.5f, y[0]);
    }

    @Test
    void itStandsAmongTheOthersByItsName() {
        assertEquals(List.of("linear", "mlp", "saturated"), Controllers.names());
        assertEquals("unknown controller 'saturatd'; did you mean saturated? known: linear, mlp, saturated;"
                + " a controller of your own needs a ControllerProvider",
                assertThrows(IllegalArgumentException.class, () -> Controllers.make("saturatd", SHAPE, Map.of())).getMessage());
        assertEquals("controllerOptions: unknown option of saturated 'limits'; did you mean limit? known: limit",
                assertThrows(IllegalArgumentException.class, () -> Controllers.make("saturated", SHAPE, Map.of("limits", "1")))
                        .getMessage());
    }
}
