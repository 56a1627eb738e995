using System.Buffers.Binary;
using System.Text;

namespace CxOne.Sandbox.Published.Files;

/// <summary>
/// The prompts of the sample tenant: 10 ms of silence each. <c>PROD\Claims</c> plays a prompt that is not among them, as happens when a
/// script is promoted without its prompts.
/// </summary>
internal static class SampleFiles
{
    private const int SampleRate = 8000;

    private static readonly DateTimeOffset Recorded = new(2026, 1, 12, 9, 0, 0, TimeSpan.Zero);

    private static readonly string[] Names = ["Welcome", "MainMenu", "Invalid", "Goodbye", "Closed", "Holiday", "Claims"];

    // Of the scripts in the folder DEMO, which speak two languages.
    private static readonly string[] Translated =
    [
        "Main", "Orders", "Connecting", "Busy", "Callback", "Closed", "Holiday", "Emergency", "Invalid", "Goodbye",
    ];

    public static List<StoredFile> All()
    {
        var content = Silence(SampleRate / 100);
        IEnumerable<string> all =
        [
            .. Names.Select(name => $@"Prompts\{name}.wav"),
            .. Translated.SelectMany(name => (string[])[$@"Prompts\{name}_EN.wav", $@"Prompts\{name}_ES.wav"]),
            @"Music\Hold.wav",
        ];
        return [.. all.Select(name => new StoredFile { FileName = name, Content = content, ModifyDate = Recorded })];
    }

    /// <summary>Returns a file in the only format that Studio plays: 8 kHz, 8 bits, mono, µ-law.</summary>
    private static byte[] Silence(int samples)
    {
        const int FormatLength = 18;
        const int MuLaw = 7;
        var file = new byte[58 + samples];
        Encoding.ASCII.GetBytes("RIFF", file);
        Number(4, file.Length - 8);
        Encoding.ASCII.GetBytes("WAVEfmt ", file.AsSpan(8));
        Number(16, FormatLength);
        Half(20, MuLaw);
        Half(22, 1);
        Number(24, SampleRate);
        Number(28, SampleRate);
        Half(32, 1);
        Half(34, 8);
        Encoding.ASCII.GetBytes("fact", file.AsSpan(38));
        Number(42, 4);
        Number(46, samples);
        Encoding.ASCII.GetBytes("data", file.AsSpan(50));
        Number(54, samples);
        file.AsSpan(58).Fill(0xFF);
        return file;

        void Number(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);

        void Half(int at, short value) => BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(at), value);
    }
}
