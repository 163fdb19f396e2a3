package io.ridgeline.engine;

import io.ridgeline.EngineException;
import java.io.IOException;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;

/** Starts libtorch once a process, with the thread counts that make results reproducible. */
public final class Engine {
  static {
    load();
  }

  private Engine() {}

  /** Loads the natives if this has not happened yet. */
  public static void start() {
    // The static initializer has done it.
  }

  /**
   * Fixes the number of intra-op threads of the calling thread. It is part of a result: the weight
   * gradients of convolutions differ in their last bits between one thread and two.
   */
  public static void useThreads(int threads) {
    torch.set_num_threads(threads);
  }

  /** The version of libtorch and its Java presets, such as {@code 2.10.0-1.5.13}. */
  public static String version() {
    String version = torch.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  /** Native objects alive now; leak tests compare it before and after. */
  public static long liveObjects() {
    return Pointer.totalCount();
  }

  private static void load() {
    String platform = Loader.getPlatform();
    try {
      // A first start that was killed leaves a truncated file that later starts would map and die
      // of
      // (SIGBUS); checking the largest library first unpacks it again.
      Loader.cacheResource(
          torch.class,
          "/org/bytedeco/pytorch/" + platform + "/" + System.mapLibraryName("torch_cpu"));
      openblas.blas_set_num_threads(1);
      torch.set_num_threads(1);
    } catch (IOException | UnsatisfiedLinkError | NoClassDefFoundError e) {
      throw new EngineException(
          String.format(
              Locale.ROOT,
              "cannot load the native libraries for %s (%s). They are unpacked into the JavaCPP"
                  + " cache folder, which needs 500 MB of free space and write permission; set"
                  + " -Dorg.bytedeco.javacpp.cachedir=FOLDER to use another one. There are natives"
                  + " for linux-x86_64, macosx-arm64, macosx-x86_64 and windows-x86_64 only.",
              platform,
              e.getMessage()),
          e);
    }
  }
}
