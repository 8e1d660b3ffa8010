"""Writes the tables that neo4j-admin imports, and hashes what they say."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias

import numpy as np
import pyarrow as pa
from pyarrow import csv

from .arrays import Index, Real
from .identifiers import text
from .moments import DAY, Days, Offsets, written
from .texts import joined, unless

Column: TypeAlias = "pa.Array[Any] | Index | Real | Offsets | Days | list[str]"


class Table:
    """One file: a header with neo4j-admin's types, then rows in batches of columns."""

    def __init__(self, path: Path, midnight: int, *, quoted: bool) -> None:
        """Opens the file.

        Args:
            path: File to write.
            midnight: What time offsets are relative to, in seconds since 1970.
            quoted: Whether texts may contain commas or quotes; plain tables are smaller and faster.
        """
        self.rows = 0
        self._hash = hashlib.sha256()
        self._midnight = midnight
        self._file = path.open("wb")
        self._options = csv.WriteOptions(include_header=False, quoting_style="needed" if quoted else "none")
        self._writer: csv.CSVWriter | None = None

    def write(self, columns: Mapping[str, Column]) -> None:
        """Appends rows.

        Args:
            columns: Values by header, all of one length and alike in every batch.
        """
        batch = pa.RecordBatch.from_arrays([self._column(each) for each in columns.values()], list(columns))
        writer = self._writer
        if writer is None:
            header = ",".join(columns) + "\n"
            self._hash.update(header.encode())
            self._file.write(header.encode())
            writer = self._writer = csv.CSVWriter(self._file, batch.schema, write_options=self._options)
        writer.write_batch(batch)
        self.rows += batch.num_rows

    def digest(self) -> str:
        """Returns the hash of what was written, the same for any day of generation."""
        return self._hash.hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer is not None:
            self._writer.close()
        self._file.close()

    def _column(self, values: Column) -> "pa.Array[Any]":
        """Makes a column ready for writing and adds it to the hash."""
        if isinstance(values, Offsets):
            self._hash.update(values.seconds.astype(np.int64).tobytes())
            words = text(written(values.seconds.astype(np.int64) + self._midnight))
            if values.known is not None:
                self._hash.update(values.known.tobytes())
                some: pa.Array[Any] = unless(~values.known, words)
                return some
            if values.counts is None:
                return words
            self._hash.update(values.counts.astype(np.int64).tobytes())
            listed: pa.Array[Any] = joined(words, values.counts)
            return listed
        if isinstance(values, Days):
            self._hash.update(values.days.astype(np.int64).tobytes() + values.known.tobytes())
            days = (values.days + self._midnight // DAY).astype("datetime64[D]")
            dated: pa.Array[Any] = pa.array(np.datetime_as_string(days), pa.string(), mask=~values.known)
            return dated
        column: pa.Array[Any] = values if isinstance(values, pa.Array) else pa.array(values)
        _hash_column(self._hash, column)
        return column


def _hash_column(into: "hashlib._Hash", column: "pa.Array[Any]") -> None:
    """Adds a column's values, and nothing of how they lie in memory, to a hash."""
    if column.null_count:
        into.update(np.asarray(column.is_valid()).tobytes())
        column = column.fill_null("" if pa.types.is_string(column.type) else 0)
    if pa.types.is_string(column.type):
        ends, words = column.buffers()[1:]
        limits = np.frombuffer(memoryview(ends or b""), np.int32)[column.offset : column.offset + len(column) + 1]
        into.update((limits[1:] - limits[0]).tobytes())
        if words is not None:
            into.update(memoryview(words)[limits[0] : limits[-1]])
    else:
        into.update(column.to_numpy(zero_copy_only=False).tobytes())
