# The pixels of a PNG file as rsvg-convert writes them: 8 bits, RGB or RGBA, not interlaced.
import struct
import zlib


class Picture:
    def __init__(self, png):
        data, at = b"", 8
        while at < len(png):
            size, kind = struct.unpack(">I4s", png[at : at + 8])
            part = png[at + 8 : at + 8 + size]
            if kind == b"IHDR":
                self.width, self.height, bits, colours, _, _, interlaced = struct.unpack(
                    ">IIBBBBB", part)
                if bits != 8 or colours not in (2, 6) or interlaced:
                    raise ValueError("another kind of PNG")
                self.channels = 3 if colours == 2 else 4
            elif kind == b"IDAT":
                data += part
            at += 12 + size
        self.rows = self._rows(zlib.decompress(data))

    def pixel(self, x, y):
        return tuple(self.rows[y][x * self.channels : x * self.channels + 3])

    def has(self, colour, x, y, reach):
        """Whether a pixel around a place has about this colour."""
        return any(
            max(abs(a - b) for a, b in zip(self.pixel(px, py), colour)) <= 40
            for py in range(max(y - reach, 0), min(y + reach + 1, self.height))
            for px in range(max(x - reach, 0), min(x + reach + 1, self.width)))

    # Each row says how its bytes differ from those to the left and above.
    def _rows(self, data):
        stride = self.width * self.channels
        rows, above = [], bytes(stride)
        for start in range(0, len(data), stride + 1):
            row = bytearray(data[start + 1 : start + 1 + stride])
            self._unfilter(data[start], row, above)
            rows.append(row)
            above = row
        return rows

    def _unfilter(self, kind, row, above):
        step = self.channels
        if kind == 0:
            return
        for i in range(len(row)):
            left = row[i - step] if i >= step else 0
            up = above[i]
            if kind == 1:
                base = left
            elif kind == 2:
                base = up
            elif kind == 3:
                base = (left + up) // 2
            else:
                base = self._nearest(left, up, above[i - step] if i >= step else 0)
            row[i] = (row[i] + base) & 255

    @staticmethod
    def _nearest(left, up, corner):
        to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
        if to_left <= to_up and to_left <= to_corner:
            return left
        return up if to_up <= to_corner else corner
