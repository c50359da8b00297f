package io.natlens.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class CapturePointsTest {
    @Test
    void aFileThatNamesMoreInterfacesThanAnyHostHasMakesNoPointsOfThem() {
        CapturePoints points = new CapturePoints();
        CapturePoint any = points.named("any", LinkType.LINUX_SLL2, 0, "");
        for (int index = 1; index <= CapturePoints.MOST_INTERFACES; index++) {
            assertNotSame(any, points.interfaceOf(any, index));
        }
        assertSame(any, points.interfaceOf(any, CapturePoints.MOST_INTERFACES + 1));
        assertEquals("any@if7", points.interfaceOf(any, 7).name());
        assertEquals(CapturePoints.MOST_INTERFACES + 1, points.size());
    }
}
