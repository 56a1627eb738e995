using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using CxOne.DataActions;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.DataActions;

public sealed partial class FuzzTests
{
    private const int Rounds = 10_000;
    private const string Alphabet = "0123456789-+:.,TtZz PYMWDHS/_\0\n\t\u00a0\u2212\u0660\uff10\ud83danN";

    private static readonly string[] Timestamps =
    [
        "2024-02-29T15:30:00.000Z", "2024-02-29T15:30:00Z", "1969-12-31T23:59:59.999999999Z", "2024-12-31T23:59:59.123456+14:00",
        "2024-03-10T02:30:00",
        "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999-00:00", "2016-12-31T23:59:60Z", "2024-06-15T24:00:00Z",
        "1900-02-28T12:00:00-05:45", "2023-02-29t00:00:00z",
    ];

    private static readonly string[] Periods =
    [
        "P1M", "P1Y2M3W4DT5H6M7.5S", "-P1D", "PT24H", "P0D", "PT0.250S", "P4DT5H6M7S", "PT90M", "P-3DT+2H", "P2147483647D"
    ];

    private static readonly string[] Zones =
    [
        "UTC", "America/New_York", "Australia/Lord_Howe", "Africa/Monrovia", "Pacific/Apia", "asia/kathmandu", "Eastern Standard Time",
        "Etc/GMT+12"
    ];

    [Fact]
    public void Mutated_timestamp_is_accepted_exactly_if_dotnet_reads_it_and_gives_the_same_instant()
    {
        var random = new Random(4);
        var (read, refused) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var text = Mutate(Timestamps[random.Next(Timestamps.Length)], random);
            var expected = Oracle(text);
            try
            {
                var result = DataActionDateCalculator.Calculate(Dates.Request(text));
                Assert.True(result.Instant == expected, $"'{text}' gave {result.Value}, and not {expected:o}.");
                Assert.Equal((true, 0L), (result.AccuracyValid, result.AccuracyErrorMs));
                read++;
            }
            catch (CxException exception)
            {
                Assert.True(expected is null, $"'{text}' was refused: {exception.Message}");
                Assert.True(exception.ErrorId is "TimestampInvalid" or "DateOutOfRange", exception.ErrorId);
                refused++;
            }
        }

        Assert.True(read > Rounds / 5, $"Only {read} were read.");
        Assert.True(refused > Rounds / 5, $"Only {refused} were refused.");
    }

    [Fact]
    public void Mutated_period_gives_the_right_value_or_its_own_error()
    {
        var start = new DateTime(2024, 2, 29, 15, 30, 0, DateTimeKind.Utc);
        var random = new Random(5);
        var (read, compared) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var text = Mutate(Periods[random.Next(Periods.Length)], random);
            try
            {
                var result = DataActionDateCalculator.Calculate(Dates.Request(start) with { Period = text });
                read++;
                if (ExactPeriod().IsMatch(text))
                {
                    Assert.Equal(start + XmlConvert.ToTimeSpan(text), result.Instant.UtcDateTime);
                    compared++;
                }
            }
            catch (CxException exception)
            {
                Assert.True(exception.ErrorId is "PeriodInvalid" or "DateOutOfRange", exception.ErrorId);
                Assert.False(
                    exception.ErrorId == "PeriodInvalid"
                        && ExactPeriod().IsMatch(text)
                        && !text.Contains("2147483647", StringComparison.Ordinal)
                        && text.Length < 12,
                    $"'{text}' was refused: {exception.Message}");
            }
        }

        Assert.True(read > Rounds / 10, $"Only {read} were read.");
        Assert.True(compared > Rounds / 20, $"Only {compared} were compared.");
    }

    [Fact]
    public void Mutated_requests_give_a_verified_value_or_a_known_error() => Mutate(Rounds / 10);

    [Fact]
    [Trait(Tier.Name, Tier.Full)]
    public void Ten_times_as_many_mutated_requests_give_a_verified_value_or_a_known_error() => Mutate(Rounds);

    private static void Mutate(int rounds)
    {
        var random = new Random(6);
        var read = 0;
        for (var round = 0; round < rounds; round++)
        {
            var request = new DataActionDateRequest
            {
                Timestamp = Maybe(Timestamps, random),
                TimeZone = Maybe(Zones, random),
                SourceTimeZone = random.Next(3) == 0 ? Maybe(Zones, random) : null,
                Operation = random.Next(3) == 0 ? (DataActionOperation)random.Next(0, 3) : null,
                OffsetMinutes = random.Next(3) == 0 ? random.Next(int.MinValue, int.MaxValue) : null,
                Period = random.Next(2) == 0 ? Maybe(Periods, random) : null,
                Arithmetic = (DataActionArithmetic)random.Next(0, 2),
                SkippedTime = (SkippedTimeRule)random.Next(0, 3),
                AmbiguousTime = (AmbiguousTimeRule)random.Next(0, 3),
                OutputFormat = (DataActionDateFormat)random.Next(0, 2),
            };
            try
            {
                var result = DataActionDateCalculator.Calculate(request);
                Assert.Equal((true, 0L), (result.AccuracyValid, result.AccuracyErrorMs));
                Assert.Equal(result.Instant, DateTimeOffset.Parse(result.Value, CultureInfo.InvariantCulture));
                read++;
            }
            catch (CxException exception)
            {
                Assert.NotEqual(CxErrors.Unexpected, exception.Definition);
                Assert.NotEmpty(exception.Message);
            }
        }

        Assert.True(read > rounds / 20, $"Only {read} gave a value.");
    }

    /// <summary>Reads the documented form with .NET, truncated to milliseconds; <see langword="null"/> if .NET cannot read it.</summary>
    private static DateTimeOffset? Oracle(string text)
    {
        var match = Documented().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var fraction = match.Groups["fraction"].Value.PadRight(3, '0')[..3];
        var offset = match.Groups["offset"].Value is "" or "Z" or "z" ? "+00:00" : match.Groups["offset"].Value;
        return DateTimeOffset.TryParseExact(
            $"{match.Groups["date"].Value}T{match.Groups["time"].Value}.{fraction}{offset}",
            "yyyy-MM-dd'T'HH:mm:ss.fffzzz",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time)
            ? time
            : null;
    }

    private static string Maybe(string[] texts, Random random)
    {
        var text = texts[random.Next(texts.Length)];
        return random.Next(4) == 0 ? Mutate(text, random) : text;
    }

    private static string Mutate(string text, Random random)
    {
        for (var edits = random.Next(0, 4); edits > 0; edits--)
        {
            var at = random.Next(text.Length + 1);
            var letter = random.Next(2) == 0 ? (char)('0' + random.Next(10)) : Alphabet[random.Next(Alphabet.Length)];
            text = random.Next(5) switch
            {
                0 => text.Insert(at, letter.ToString()),
                1 when at < text.Length => text.Remove(at, 1),
                2 when at + 1 < text.Length => string.Concat(
                    text.AsSpan(0, at), text.AsSpan(at + 1, 1), text.AsSpan(at, 1), text.AsSpan(at + 2)),
                3 => text[..at],
                _ when at < text.Length => string.Concat(text.AsSpan(0, at), letter.ToString(), text.AsSpan(at + 1)),
                _ => text + letter,
            };
        }

        return text;
    }

    [GeneratedRegex(
        @"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]{1,9}))?"
            + @"(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Documented();

    [GeneratedRegex(@"\A-?P(?=.)([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]{1,3})?S)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ExactPeriod();
}
