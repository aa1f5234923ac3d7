package com.acme;

import java.util.List;

interface Right {
  List<String> names();

  int size();

  void touch();
}
