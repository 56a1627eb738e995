using System.Text;

namespace CxOne.Studio;

/// <summary>Files as bytes: editors of Windows put a byte order mark first, some write UTF-16.</summary>
internal static class Utf8Text
{
    /// <summary>Returns UTF-8 without a byte order mark; UTF-16 with one is converted.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) => bytes.Span switch
    {
        [0xEF, 0xBB, 0xBF, ..] => bytes[3..],
        [0xFF, 0xFE, ..] => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(bytes.Span[2..])),
        [0xFE, 0xFF, ..] => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(bytes.Span[2..])),
        _ => bytes,
    };
}
