/** A camera over a drawn scene: moved by hand, wheel and keys without drawing anything again. */
import type { RefObject } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { type Camera, fitting, panned, revealing, type Size, zoomed } from "../../../drawing/camera.ts";
import { listenForGestures } from "../../../drawing/gestures.ts";
import type { Point } from "../../../drawing/layout.ts";

export interface CameraControl {
  /** All of a picture. */
  fit(picture: Size): void;
  /** All of it where it can be read, else its beginning. */
  begin(picture: Size): void;
  zoom(factor: number): void;
  /** Pixels. */
  pan(dx: number, dy: number): void;
  reveal(middle: Point, box: Size): void;
}

export interface CameraEvents {
  /** Not at the end of a drag. */
  clicked(event: MouseEvent): void;
  moved(camera: Camera, view: Size): void;
}

/** Below it only names of tables can be read. */
const far = 0.5;

export function useCamera(
  view: RefObject<SVGSVGElement | null>,
  scene: RefObject<SVGGElement | null>,
  events: CameraEvents,
): CameraControl {
  const camera = useRef<Camera>({ x: 0, y: 0, scale: 1 });
  const latest = useRef(events);
  latest.current = events;
  const control = useMemo(() => {
    const sizeOf = (): Size => view.current?.getBoundingClientRect() ?? { width: 1, height: 1 };
    const look = (next: Camera): void => {
      camera.current = next;
      scene.current?.setAttribute("transform", `translate(${next.x} ${next.y}) scale(${next.scale})`);
      view.current?.classList.toggle("far", next.scale < far);
      latest.current.moved(next, sizeOf());
    };
    const zoomAt = (factor: number, at: Point): void => look(zoomed(camera.current, factor, at));
    const pan = (dx: number, dy: number): void => look(panned(camera.current, dx, dy));
    return {
      fit: (picture: Size) => look(fitting(picture, sizeOf())),
      begin(picture: Size) {
        const all = fitting(picture, sizeOf());
        look(all.scale >= far ? all : { scale: 0.8, x: 24, y: 24 });
      },
      zoomAt,
      zoom(factor: number) {
        const { width, height } = sizeOf();
        zoomAt(factor, { x: width / 2, y: height / 2 });
      },
      pan,
      reveal: (middle: Point, box: Size) => look(revealing(camera.current, middle, box, sizeOf())),
    };
  }, []);
  useEffect(() => {
    const element = view.current;
    if (element === null) return;
    listenForGestures(element, {
      panned: control.pan,
      zoomed: control.zoomAt,
      clicked: (event) => latest.current.clicked(event),
    });
  }, []);
  return control;
}
