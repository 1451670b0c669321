#include "CGtkRows.h"
