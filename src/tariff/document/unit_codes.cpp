// See unit_codes.hpp. Codes of a letter and two digits mostly come in runs: "A10-24" is A10 to A24.
#include "tariff/document/unit_codes.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.hpp"

namespace porto::internal {
namespace {

constexpr std::string_view recommendation_20 =
    "10 11 13 14 15 20-25 27 28 33 34 35 37 38 40 41 56-61 74 77 80 81 85 87 89 91 "
    "1I 2A 2B 2C 2G 2H 2I 2J 2K 2L 2M 2N 2P 2Q 2R 2U 2X 2Y 2Z 3B 3C 4C 4G 4H 4K 4L 4M 4N 4O 4P 4Q "
    "4R 4T 4U 4W 4X 5A 5B 5E 5J "
    "A2 A3 A4 A5 A6 A7 A8 A9 A10-24 A26-45 A47 A48 A49 A53-56 A59 A68-71 A73-76 A84-91 A93-99 "
    "AA AB ACR ACT AD AE AH AI AK AL AMH AMP ANN APZ AQ AS ASM ASU ATM AWG AY AZ "
    "B1 B3 B4 B7 B8 B10-35 B41-50 B52-64 B66-99 "
    "BAR BB BFT BHP BIL BLD BLL BP BPM BQL BTU BUA BUI "
    "C0 C3 C7 C8 C9 C10-76 C78-99 "
    "CCT CDL CEL CEN CG CGM CKG CLF CLT CMK CMQ CMT CNP CNT COU CTG CTM CTN CUR CWA CWI "
    "D03 D04 D1 D2 D5 D6 D10-13 D15-27 D29-34 D36 D41-63 D65 D68 D69 D73 D74 D77 D78 D80-83 "
    "D85-89 D91 D93 D94 D95 "
    "DAA DAD DAY DB DD DEC DG DJ DLT DMA DMK DMO DMQ DMT DN DPC DPR DPT DRA DRI DRL DT DTN DWT "
    "DZN DZP "
    "E01 E07 E08 E09 E10 E12 E14-23 E25 E27 E28 E30-99 E4 EA EB EQ "
    "F01-08 F10-99 FAH FAR FBM FC FF FH FIT FL FOT FP FR FS FTK FTQ "
    "G01 G04 G05 G06 G08-21 G23-99 G2 G3 "
    "GB GBQ GDW GE GF GFI GGR GIA GIC GII GIP GJ GL GLD GLI GLL GM GO GP GQ GRM GRN GRO GV GWH "
    "H03-16 H18-77 H79-85 H87-96 H98 H99 "
    "HA HBA HBX HC HDW HEA HGM HH HIU HKM HLT HM HMQ HMT HPA HTZ HUR "
    "IA IE INH INK INQ ISD IU IV "
    "J2 J10 J12-36 J38-76 J78 J79 J81-85 J87 J90-93 J95-99 JE JK JM JNT JOU JPS JWL "
    "K1 K2 K3 K6 K10-23 K26 K27 K28 K30-43 K45-55 K58-71 K73-99 "
    "KA KAT KB KBA KCC KDW KEL KGM KGS KHY KHZ KI KIC KIP KJ KJO KL KLK KLX KMA KMH KMK KMQ KMT "
    "KNI KNM KNS KNT KO KPA KPH KPO KPP KR KSD KSH KT KTN KUR KVA KVR KVT KW KWH KWO KWT KX "
    "L2 L10-21 L23-60 L63-96 L98 L99 "
    "LA LAC LBR LBT LD LEF LF LH LK LM LN LO LP LPA LR LS LTN LTR LUB LUM LUX LY "
    "M1 M4 M5 M7 M9 M10-27 M29-53 M55-99 "
    "MAH MAL MAM MAR MAW MBE MBF MBR MC MCU MD MGM MHZ MIK MIL MIN MIO MIU MLD MLT MMK MMQ MMT "
    "MND MON MPA MQH MQS MSK MTK MTQ MTR MTS MVA MWH "
    "N1 N3 N10-99 NA NAR NCL NEW NF NIL NIU NL NM3 NMI NMP NPT NT NU NX "
    "OA ODE OHM ON ONZ OPM OT OZA OZI "
    "P1 P2 P5 P10-99 PAL PD PFL PGL PI PLA PO PQ PR PS PTD PTI PTL PTN "
    "Q3 Q10-40 QA QAN QB QR QTD QTI QTL QTR "
    "R1 R9 RH RM ROM RP RPM RPS RT "
    "S3 S4 SAN SCO SCR SEC SET SG SIE SM3 SMI SQ SQR SR STC STI STK STL STN STW SW SX SYR "
    "T0 T3 TAH TAN TI TIC TIP TKM TMS TNE TP TPI TPR TQD TRL TST TTS "
    "U1 U2 UB UC VA VLT VP W2 WA WB WCD WE WEB WEE WG WHR WM WSD WTT X1 YDK YDQ YRD Z11 ZP ZZ ";

// Without their X.
constexpr std::string_view recommendation_21 =
    "1A 1B 1D 1F 1G 1W 2C 3A 3H 43 44 4A 4B 4C 4D 4F 4G 4H 5H 5L 5M 6H 6P 7A 7B 8A 8B 8C "
    "AA AB AC AD AE AF AG AH AI AJ AL AM AP AT AV B4 BA BB BC BD BE BF BG BH BI BJ BK BL BM BN BO "
    "BP BQ BR BS BT BU BV BW BX BY BZ CA CB CC CD CE CF CG CH CI CJ CK CL CM CN CO CP CQ CR CS CT "
    "CU CV CW CX CY CZ DA DB DC DG DH DI DJ DK DL DM DN DP DR DS DT DU DV DW DX DY EC ED EE EF EG "
    "EH EI EN FB FC FD FE FI FL FO FP FR FT FW FX GB GI GL GR GU GY GZ HA HB HC HG HN HR IA IB IC "
    "ID IE IF IG IH IK IL IN IZ JB JC JG JR JT JY KG KI LE LG LT LU LV LZ MA MB MC ME MR MS MT MW "
    "MX NA NE NF NG NS NT NU NV OA OB OC OD OE OF OK OT OU P2 PA PB PC PD PE PF PG PH PI PJ PK PL "
    "PN PO PP PR PT PU PV PX PY PZ QA QB QC QD QF QG QH QJ QK QL QM QN QP QQ QR QS RD RG RJ RK RL "
    "RO RT RZ SA SB SC SD SE SH SI SK SL SM SO SP SS ST SU SV SW SY SZ T1 TB TC TD TE TG TI TK TL "
    "TN TO TR TS TT TU TV TW TY TZ UC UN VA VG VI VK VL VN VO VP VQ VR VS VY WA WB WC WD WF WG WH "
    "WJ WK WL WM WN WP WQ WR WS WT WU WV WW WX WY WZ XA XB XC XD XF XG XH XJ XK YA YB YC YD YF YG "
    "YH YJ YK YL YM YN YP YQ YR YS YT YV YW YX YY YZ ZA ZB ZC ZD ZF ZG ZH ZJ ZK ZL ZM ZN ZP ZQ ZR "
    "ZS ZT ZU ZV ZW ZX ZY ";

// "A10-24" holds A17: the same letter, and digits between.
bool holds(std::string_view entry, std::string_view code) {
  const std::size_t dash = entry.find('-');
  if (dash == entry.npos) return entry == code;
  const std::string_view first = entry.substr(0, dash);
  const std::string_view last_digits = entry.substr(dash + 1);
  const std::string_view prefix = first.substr(0, dash - last_digits.size());
  if (code.size() != first.size() || !code.starts_with(prefix)) return false;
  const std::string_view digits = code.substr(prefix.size());
  return std::ranges::all_of(digits, is_digit) && digits >= first.substr(prefix.size()) &&
         digits <= last_digits;
}

bool lists_code(std::string_view codes, std::string_view code) {
  if (code.empty()) return false;
  while (!codes.empty()) {
    const std::size_t end = codes.find(' ');
    if (holds(codes.substr(0, end), code)) return true;
    codes.remove_prefix(end + 1);
  }
  return false;
}

// What people write for a code, in lower case.
constexpr std::array<std::pair<std::string_view, std::string_view>, 28> unit_words = {{
    {"piece", "H87"},    {"pieces", "H87"},  {"pcs", "H87"},      {"pce", "H87"},
    {"st", "H87"},       {"styck", "H87"},   {"stycken", "H87"},  {"message", "H87"},
    {"messages", "H87"}, {"unit", "C62"},    {"units", "C62"},    {"one", "C62"},
    {"each", "EA"},      {"month", "MON"},   {"months", "MON"},   {"mån", "MON"},
    {"månad", "MON"},    {"day", "DAY"},     {"days", "DAY"},     {"dag", "DAY"},
    {"hour", "HUR"},     {"hours", "HUR"},   {"h", "HUR"},        {"kg", "KGM"},
    {"mb", "4L"},        {"megabyte", "4L"}, {"gigabyte", "E34"}, {"thousand", "MIL"},
}};

}  // namespace

bool is_unit_code(std::string_view code) {
  return lists_code(recommendation_20, code) ||
         (code.starts_with('X') && lists_code(recommendation_21, code.substr(1)));
}

std::string_view meant_unit(std::string_view written) {
  const std::string lower = lower_case(written);
  for (const auto& [word, code] : unit_words)
    if (word == lower) return code;
  return {};
}

}  // namespace porto::internal
