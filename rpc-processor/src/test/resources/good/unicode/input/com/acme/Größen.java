package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.List;

/** Maße. */
@RpcService
public interface Größen {

  /** Länge × Breite, $100 & "mehr". */
  double fläche(double länge, double breite);

  Übergröße größe(Übergröße größe, List<Übergröße> 数字);

  record Übergröße(int größe, String 名前) {}
}
